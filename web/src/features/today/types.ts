/** A round that is running, as the day's first screen tells of it. */
export interface TodayRound { round: string; name: string; classes: { id: string; name: string }[]; at: number; of: number; home: number; overdue: { student: string; name: string; lateMin: number }[] }
