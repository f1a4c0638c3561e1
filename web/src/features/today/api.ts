/** What GET /today answers: what needs this person now, in children and families. */
export interface Today {
  classes: { id: string; name: string; children: number; reached: number; claims: number }[]
  notices: Pending[]
  scheduled: { notice: string; title: string; at: number }[]
  claims: number
  calm: boolean
}

/** A notice some families have not answered; `silent` names them, those without any sign first. */
export interface Pending {
  notice: string
  title: string
  class: string
  className: string
  at: number
  total: number
  heard: number
  silent: { student: string; name: string; reason: string }[]
}
