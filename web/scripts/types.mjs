// Writes the wire types of api/openapi.json as TypeScript: one interface per schema, one line per operation.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const api = JSON.parse(readFileSync(at('../../api/openapi.json'), 'utf8'))
const name = (ref) => ref.split('/').pop().replace(/\W/g, '_')
const word = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key))

/** A JSON schema as a TypeScript type. */
function type(schema) {
  if (!schema || schema === true) return 'unknown'
  if (schema.$ref) return name(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(' | ')
  const parts = schema.oneOf ?? schema.anyOf
  if (parts) return parts.map(type).join(' | ')
  if (schema.allOf) return schema.allOf.map(type).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((t) => type({ ...schema, type: t })).join(' | ')
  return plain(schema)
}

function plain(schema) {
  if (schema.type === 'array') return `${wrap(type(schema.items))}[]`
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null') return schema.type
  if (schema.properties) return `{ ${fields(schema).join('; ')} }`
  return schema.additionalProperties ? `Record<string, ${type(schema.additionalProperties)}>` : 'unknown'
}

const wrap = (text) => (/[|&]/.test(text) ? `(${text})` : text)

function fields(schema) {
  const must = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => key !== '$schema')
    .map(([key, of]) => `${word(key)}${must.has(key) ? '' : '?'}: ${type(of)}`)
}

const lines = ['// Written by npm run types from api/openapi.json; do not edit.', '']
for (const [key, schema] of Object.entries(api.components?.schemas ?? {}).sort()) {
  if (schema.description) lines.push(`/** ${schema.description.replace(/\s+/g, ' ').replace(/\*\//g, '')} */`)
  if (schema.properties) lines.push(`export interface ${name(key)} {`, ...fields(schema).map((f) => `  ${f}`), '}', '')
  else lines.push(`export type ${name(key)} = ${type(schema)}`, '')
}

const json = (content) => content?.['application/json']?.schema
lines.push('/** What each operation takes and answers, by method and path. */', 'export interface Operations {')
for (const [path, methods] of Object.entries(api.paths ?? {}).sort()) {
  for (const [method, op] of Object.entries(methods)) {
    const good = Object.entries(op.responses ?? {}).find(([status]) => status.startsWith('2'))
    const query = (op.parameters ?? []).filter((p) => p.in === 'query').map((p) => `${word(p.name)}${p.required ? '' : '?'}: ${type(p.schema)}`)
    const parts = [`answer: ${good && json(good[1].content) ? type(json(good[1].content)) : 'undefined'}`]
    if (json(op.requestBody?.content)) parts.push(`body: ${type(json(op.requestBody.content))}`)
    if (query.length) parts.push(`query: { ${query.join('; ')} }`)
    lines.push(`  ${JSON.stringify(`${method.toUpperCase()} ${path.replace('/api/v1', '')}`)}: { ${parts.join('; ')} }`)
  }
}
lines.push('}', '')
writeFileSync(at('../src/api/schema.d.ts'), lines.join('\n'))
console.log(`${Object.keys(api.components?.schemas ?? {}).length} schemas, ${Object.keys(api.paths ?? {}).length} paths`)
