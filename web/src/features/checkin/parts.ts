// What other rooms' screens show of this one, in one piece: it travels after their first words.
export { default as ElderRound } from './ElderRound.vue'
export { default as MyRoundView } from './MyRoundView.vue'
export { default as RoundCard } from './RoundCard.vue'
export { default as RoundEntry } from './RoundEntry.vue'
export { default as RoundTold } from './RoundTold.vue'
export { default as StudentRound } from './StudentRound.vue'
