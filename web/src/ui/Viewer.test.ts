import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Attached } from '../pictures/types'
import Viewer from './Viewer.vue'

const file = (id: string, kind: Attached['kind'] = 'image') => ({ id, kind, name: `${id}.jpg`, mime: '', bytes: 1, width: 400, height: 300, seconds: 0, placeholder: '' }) as Attached
const items = [file('a'), file('b', 'video'), file('c')]
const shown = () => document.querySelector('.viewer') as HTMLElement
const key = async (name: string) => { dispatchEvent(new KeyboardEvent('keydown', { key: name })); await Promise.resolve() }

describe('the viewer', () => {
  let close = () => {}
  const open = (at = 0) => {
    const view = mount(Viewer, { props: { items, at, 'onUpdate:at': (n: number | undefined) => view.setProps({ at: n }) }, attachTo: document.body })
    close = () => view.unmount()
    return view
  }
  afterEach(() => close())

  it('goes on with the arrow keys and stops at the ends', async () => {
    const view = open()
    await key('ArrowLeft')
    expect(view.emitted('update:at')).toBeUndefined()
    await key('ArrowRight')
    await view.vm.$nextTick()
    expect(shown().querySelector('video')?.getAttribute('src')).toBe('/api/v1/files/b/video')
    await key('End')
    expect(view.emitted('update:at')).toEqual([[1]])
  })
  it('shows a real picture with its number, and hands it over by a link', () => {
    open(2)
    expect(shown().querySelector('img')?.getAttribute('src')).toBe('/api/v1/files/c/large')
    expect(shown().querySelector('img')?.getAttribute('alt')).toBe('第 3 张，共 3 张')
    expect(shown().querySelector('a')?.getAttribute('download')).toBe('c.jpg')
  })
  it('says how to save inside WeChat, where links do not', () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('MicroMessenger/8.0')
    open()
    expect(shown().querySelector('a')).toBeNull()
    expect(shown().textContent).toContain('长按图片')
  })
  it('is closed by the phone’s way back', () => {
    const view = open()
    dispatchEvent(new PopStateEvent('popstate'))
    expect(view.emitted('close')).toHaveLength(1)
  })
})
