// Opens pages in headless Chromium and looks for what a reader would complain about: an error in the console, anything
// fetched, a dialog, a page wider than the window, and what axe-core calls serious, in light and in dark.
//
//     node check.mjs [--pictures FOLDER] PAGE...
//
// CHROMIUM names the browser, /usr/bin/chromium where it does not. The exit code is 1 when something is found.

import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const WIDTHS = [360, 800, 1440]
const SCHEMES = ['light', 'dark']
// Where axe-core looks: the layout differs between narrow and wide, the colours between the schemes.
const AXE_WIDTHS = { light: [360, 1440], dark: [1440] }
const PAPERS = ['A4', 'Letter']

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const arguments_ = process.argv.slice(2)
const pictures = arguments_[0] === '--pictures' ? arguments_.splice(0, 2)[1] : null
if (pictures) await mkdir(pictures, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
})
const found = []
for (const file of arguments_) {
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) await look(file, scheme, width)
  }
  if (pictures) await print(file)
}
await browser.close()
for (const problem of found) console.error(problem)
console.log(`${arguments_.length} pages looked at, ${found.length} problems`)
process.exitCode = found.length > 0 || arguments_.length === 0 ? 1 : 0

async function look(file, scheme, width) {
  const say = (problem) => found.push(`${basename(file)}, ${scheme}, ${width} pixels: ${problem}`)
  const page = await open(file, scheme, width, say)
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth)
  if (wide > 0) say(`the page is ${wide} pixels wider than the window`)
  if (AXE_WIDTHS[scheme].includes(width)) await examine(page, file, say)
  if (pictures) {
    const path = join(pictures, `${basename(file, '.html')}-${width}-${scheme}.png`)
    await page.screenshot({ path, fullPage: true })
  }
  await page.context().close()
}

async function examine(page, file, say) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const { id, impact, help, nodes } of violations) {
    const line = `${impact}: ${help} (${id}), such as ${nodes[0].html.slice(0, 160)}`
    if (['serious', 'critical'].includes(impact)) say(line)
    else console.log(`${basename(file)}: ${line}`)
  }
}

async function open(file, scheme, width, say) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } })
  const page = await context.newPage()
  const address = pathToFileURL(resolve(file)).href
  page.on('console', (message) => message.type() === 'error' && say(`console: ${message.text()}`))
  page.on('pageerror', (error) => say(`script: ${error.message}`))
  page.on('dialog', (dialog) => { say(`dialog: ${dialog.message()}`); dialog.dismiss() })
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) say(`fetched: ${request.url()}`)
  })
  await page.goto(address)
  return page
}

async function print(file) {
  const page = await open(file, 'light', 1024, () => {})
  for (const format of PAPERS) {
    await page.pdf({ path: join(pictures, `${basename(file, '.html')}-${format}.pdf`), format, preferCSSPageSize: false })
  }
  await page.context().close()
}
