/** A mobile number in the groups people read aloud: 137 7782 0515. Others stay as they are. */
export function spaced(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone
}
