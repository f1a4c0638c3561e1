import type { Browser } from '@playwright/test'
import { person, type Person } from './people.ts'
import { read, write } from './school.ts'
import type { Server } from './server.ts'
import { head } from './teacher.ts'

/** A small class with its people before their screens: what the Friday story begins with. */
export interface Cast {
  cls: string
  /** Children's ids by their names. */
  ids: Record<string, string>
  teacher: Person
  deputy: Person
  /** Of 曹阳. */
  mother: Person
  father: Person
  /** The mother of 陈思雨. */
  neighbour: Person
  /** Students with accounts: 张子轩 and 高宇航. */
  students: [Person, Person]
}

const children = ['李明', '陈思雨', '张子轩', '高宇航', '曹阳', '孙若曦', '余涛', '肖建国']

/** Sets up a school of one class and lets everybody of the cast in. */
export async function gather(browser: Browser, server: Server): Promise<Cast> {
  const teacher = await person(browser, 'phone')
  const boss = teacher.context.request
  const { class: cls } = await write<{ class: string }>(boss, server, '/setup', {
    token: new URL(server.setup).hash.slice(1), school: head.school, teacher: head.name, login: head.login, password: head.password, class: head.class,
  })
  const text = ['姓名\t学号\t父亲电话\t母亲电话', ...children.map((name, i) => `${name}\t2603${i + 11}\t1380000${i + 1101}\t1370000${i + 2101}`)].join('\n')
  const { digest } = await write<{ digest: string }>(boss, server, `/classes/${cls}/roster/dry-run`, { text })
  await write(boss, server, `/classes/${cls}/roster/import`, { text, seen: digest })
  const { items } = await read<{ items: { id: string; name: string }[] }>(boss, server, `/classes/${cls}/students`)
  const ids = Object.fromEntries(items.map((s) => [s.name, s.id]))

  const deputy = await person(browser, 'desk')
  const { link } = await write<{ link: string }>(boss, server, `/classes/${cls}/staff`, { name: '李老师', login: 'lilaoshi' })
  await write(deputy.context.request, server, '/session/enter', { token: new URL(link).hash.slice(1) })

  const slips = await write<{ items: { student: string; code: string }[] }>(boss, server, `/classes/${cls}/slips`, {})
  const join = async (child: string, how: Record<string, unknown>, kind: 'phone' | 'wechat' = 'phone'): Promise<Person> => {
    const one = await person(browser, kind)
    const code = slips.items.find((s) => s.student === ids[child])?.code
    const { rules } = await write<{ rules: { version: number } }>(one.context.request, server, '/join/look', { code })
    await write(one.context.request, server, '/join', { code, rulesVersion: rules.version, ...how })
    return one
  }
  const at = (child: string) => children.indexOf(child)
  const mother = await join('曹阳', { relation: '妈妈', digits: String(at('曹阳') + 2101) }, 'wechat')
  const father = await join('曹阳', { relation: '爸爸', phone: `1380000${at('曹阳') + 1101}` })
  const neighbour = await join('陈思雨', { relation: '妈妈', digits: String(at('陈思雨') + 2101) })
  const student = async (child: string): Promise<Person> => {
    const one = await join(child, { self: true })
    const claims = await read<{ items: { claim: string }[] }>(boss, server, `/classes/${cls}/claims`)
    await write(boss, server, `/claims/${claims.items[0]?.claim}/approve`, { student: ids[child], relation: '' })
    return one
  }
  const students: [Person, Person] = [await student('张子轩'), await student('高宇航')]
  return { cls, ids, teacher, deputy, mother, father, neighbour, students }
}
