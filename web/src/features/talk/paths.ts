/** Where a room opens: on a desk beside the list, on a phone on a screen of its own. `at` begins at an entry. */
export function roomPath(room: string, wide: boolean, at = 0): string {
  const tail = at ? `at=${at}` : ''
  if (wide) return `/talk?room=${encodeURIComponent(room)}${tail && `&${tail}`}`
  return `/talk/${encodeURIComponent(room)}${tail && `?${tail}`}`
}

/** Where a thread opens. */
export function threadPath(room: string, seq: number, wide: boolean): string {
  const id = encodeURIComponent(room)
  return wide ? `/talk?room=${id}&thread=${seq}` : `/talk/${id}/thread/${seq}`
}
