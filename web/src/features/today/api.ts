/** What GET /today answers: what needs this person now, in children and families. */
export interface Today {
  classes: { id: string; name: string; children: number; reached: number }[]
  notices: Pending[]
  claims: number
  scheduled: { notice: string; title: string; class: string; publishAt: number }[]
  calm: boolean
}

/** A notice some families have not answered. */
export interface Pending {
  notice: string
  title: string
  class: string
  at: number
  total: number
  answered: number
  silent: { student: string; name: string; reason: { key: string; text: string } }[]
}
