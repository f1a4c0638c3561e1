/** A place in the room: rows are 2-4-2, the two aisles lie after the second and the sixth seat. */
export interface Place { row: number; column: number }

const across = 8
const columns = [1, 2, 4, 5, 6, 7, 9, 10]

/** The grid place of the nth child in list order; columns 3 and 8 are the aisles. */
export function placeOf(index: number): Place {
  return { row: Math.floor(index / across) + 1, column: columns[index % across] as number }
}
