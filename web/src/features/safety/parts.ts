// What other rooms' screens show of this one, in one piece: it travels after their first words.
export { default as SafetyCards } from './SafetyCards.vue'
export { default as SafetyTold } from './SafetyTold.vue'
export { default as StudentSafety } from './StudentSafety.vue'
