// How things stand, before anybody asks. A click on anything asks the matching question in this conversation.
// Props: see ui/chat/board.py and board_choice.py. Choosing calls the action "board"; the element comes again with new props.
import { useSyncExternalStore } from "react"

const WIDE = 640, HIGH = 200

// A channel's colour in either theme; none for the whole.
const shade = (colour) => (colour ? { "--dm-light": colour.light, "--dm-dark": colour.dark } : {})

function line(values, top, width, height, pad = 4) {
  const step = values.length > 1 ? (width - 2 * pad) / (values.length - 1) : 0
  let path = "", open = false
  values.forEach((value, place) => {
    if (value === null || value === undefined) { open = false; return }
    const x = pad + place * step, y = height - pad - (top > 0 ? value / top : 0) * (height - 2 * pad)
    path += (open ? "L" : "M") + x.toFixed(1) + " " + y.toFixed(1)
    open = true
  })
  return path
}

function Spark({ values }) {
  const known = values.filter((value) => typeof value === "number")
  if (known.length < 2) return null
  const low = Math.min(...known, 0), top = Math.max(...known) - low || 1
  return (
    <svg className="dm-spark" viewBox="0 0 160 34" preserveAspectRatio="none" aria-hidden="true">
      <path d={line(values.map((value) => (value === null ? null : value - low)), top, 160, 34, 2)} />
    </svg>
  )
}

// A day is a column that can be pressed; days that platforms may still correct stand on hatched ground.
function Curve({ curve, words, ask }) {
  const top = curve.top * 1.06, days = curve.labels.length, last = days - 1
  const wide = WIDE / Math.max(days, 1), provisional = days - curve.firm
  return (
    <section className="dm-panel dm-board-curve">
      <div className="dm-board-title">{curve.title}</div>
      <div className="dm-legend">
        <span className="dm-key-now">{words.now}</span>
        <span className="dm-key-before">{words.before}</span>
        <span className="dm-key-spend">{words.spend}</span>
        {provisional > 0 ? <span className="dm-key-provisional">{words.provisional}</span> : null}
      </div>
      <div className="dm-plot">
        <div className="dm-ticks" aria-hidden="true">{curve.ticks.map((tick, place) => <span key={place}>{tick}</span>)}</div>
        <div className="dm-curve">
          <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={curve.title}>
            <defs>
              <pattern id="dm-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line x1="0" x2="0" y1="0" y2="8" className="dm-hatch" />
              </pattern>
            </defs>
            {provisional > 0 ? <rect x={curve.firm * wide} width={provisional * wide} height={HIGH} fill="url(#dm-hatch)" /> : null}
            {[0.06, 0.53, 1].map((part) => (
              <line key={part} x1="0" x2={WIDE} y1={HIGH * part - (part === 1 ? 1 : 0)} y2={HIGH * part - (part === 1 ? 1 : 0)} className="dm-axis" />
            ))}
            <path d={line(curve.before, top, WIDE, HIGH, wide / 2)} className="dm-line-before" />
            <path d={line(curve.spend, top, WIDE, HIGH, wide / 2)} className="dm-line-spend" />
            <path d={line(curve.now, top, WIDE, HIGH, wide / 2)} className="dm-line-now" />
          </svg>
          <div className="dm-days">
            {curve.labels.map((label, place) => (
              <button type="button" key={label} aria-label={curve.asks[place]} title={label} tabIndex={place === last ? 0 : -1}
                onClick={ask(curve.asks[place])} />
            ))}
          </div>
        </div>
      </div>
      <div className="dm-board-days"><span>{curve.labels[0]}</span><span>{curve.labels[last]}</span></div>
    </section>
  )
}

// As useState, and outlives the component too: see demetra.js.
function useKept(place, initial) {
  const { watch, read, write } = window.demetraKept
  return [useSyncExternalStore(watch, () => read(place, initial)), (value) => write(place, value)]
}

function Choice({ place, filter, own, busy, choose, words }) {
  const [open, setOpen] = useKept(place + "open", "")
  const [marked, setMarked] = useKept(place + "marked", filter.channels.filter((one) => one.active).map((one) => one.key))
  const [start, setStart] = useKept(place + "start", own.start)
  const [end, setEnd] = useKept(place + "end", own.end)
  const turn = (key) => setMarked(marked.includes(key) ? marked.filter((one) => one !== key) : [...marked, key])
  const apply = (what) => () => { setOpen(""); choose(what)() }
  const toggle = (name) => () => setOpen(open === name ? "" : name)
  return (
    <div className="dm-spans dm-choices" onKeyDown={(event) => { if (event.key === "Escape") setOpen("") }}>
      <button type="button" className={own.active ? "dm-on" : ""} aria-expanded={open === "own"} disabled={busy} onClick={toggle("own")}>{words.own}</button>
      <button type="button" aria-expanded={open === "filter"} disabled={busy} onClick={toggle("filter")}>{filter.label} ▾</button>
      {open === "own" ? (
        <div className="dm-panel dm-drop" data-testid="own-days">
          <label>{words.from} <input type="date" value={start} max={own.last} onChange={(event) => setStart(event.target.value)} /></label>
          <label>{words.to} <input type="date" value={end} max={own.last} onChange={(event) => setEnd(event.target.value)} /></label>
          <button type="button" disabled={!start || !end || start > end} onClick={apply({ span: start + ".." + end })}>{words.apply}</button>
        </div>
      ) : null}
      {open === "filter" ? (
        <div className="dm-panel dm-drop" data-testid="channel-filter">
          {filter.channels.map((one) => (
            <label key={one.key}>
              <input type="checkbox" checked={marked.includes(one.key)} onChange={() => turn(one.key)} />
              <i className="dm-dot" style={shade(one.colour)} />{one.name}
            </label>
          ))}
          <button type="button" disabled={marked.length === 0} onClick={apply({ channels: marked })}>{words.apply}</button>
        </div>
      ) : null}
    </div>
  )
}

// Answers that somebody has pinned: a click gives the whole of one, with the figures of now.
function Pinned({ pins, title, busy, act }) {
  if (!pins || pins.length === 0) return null
  return (
    <section data-testid="pins">
      <div className="dm-board-title">{title}</div>
      <div className="dm-board-three">
        {pins.map((pin) => (
          <div className="dm-pinned" key={pin.number}>
            <button type="button" className="dm-card dm-action" disabled={busy !== ""} onClick={act("pinned", { number: pin.number })}>
              <div className="dm-action-title">{pin.title}</div>
              <div className="dm-quiet dm-small">{pin.days}</div>
              {pin.lines.map((line, place) => (
                <div className="dm-pinned-line" key={place}>
                  <span>{line.name}</span>
                  <b>{line.value} {line.change ? <span className={"dm-tone-" + line.tone}>{line.change}</span> : null}</b>
                </div>
              ))}
            </button>
            <button type="button" className="dm-unpin" aria-label={pin.remove} title={pin.remove} disabled={busy !== ""}
              onClick={act("pinned", { number: pin.number, remove: true })}>×</button>
          </div>
        ))}
      </div>
    </section>
  )
}

// A page comes as messages below: the first of them is brought into sight.
function showNext() {
  const said = () => document.querySelectorAll('[data-step-type="assistant_message"]')
  const before = said().length
  const timer = setInterval(() => {
    if (said().length <= before) return
    clearInterval(timer)
    said()[before].scrollIntoView({ behavior: "smooth", block: "start" })
  }, 120)
  setTimeout(() => clearInterval(timer), 60000)
}

const Board = window.demetraLasting("board", ({ props, callAction, sendUserMessage }) => {
  const [busy, setBusy] = useKept(props.board + "busy", "")
  const [noted, setNoted] = useKept(props.board + "noted", false)
  const place = props.board + JSON.stringify(props.choice)
  const { cards, spans, alerts, channels, budgets, actions, questions, words, choosing } = props
  const ask = (text) => () => sendUserMessage(text)
  const act = (name, payload) => async () => {
    setBusy(name)
    if (name === "page" || (name === "pinned" && !payload.remove)) showNext()
    try { await callAction({ name, payload: { ...props.choice, ...payload, board: props.board } }) } finally { setBusy("") }
  }
  const choose = (what) => act("board", what)
  return (
    <div className="dm-board" data-testid="board">
      <h2 className="dm-board-head">{props.headline}</h2>
      <div className="dm-quiet dm-small">
        {props.fresh} {props.demo ? <span className="dm-badge">{props.demo}</span> : null}
        {props.notes.length ? (
          <details open={noted} onToggle={(event) => setNoted(event.currentTarget.open)}><summary>{words.notes}</summary><ul>{props.notes.map((note) => <li key={note}>{note}</li>)}</ul></details>
        ) : null}
      </div>
      <div className="dm-board-bar">
        {props.clients ? (
          <label className="dm-quiet dm-small" data-testid="client">{props.clients.label}{" "}
            <select className="dm-pill" value={props.clients.chosen} disabled={busy !== ""} onChange={(event) => choose({ client: event.target.value })()}>
              {props.clients.items.map((one) => <option key={one.key} value={one.key}>{one.name}</option>)}
            </select>
          </label>
        ) : null}
        <div className="dm-spans" role="group">
          {spans.map((span) => (
            <button type="button" key={span.key} aria-pressed={span.active} disabled={busy !== ""}
              className={span.active ? "dm-on" : ""} onClick={choose({ span: span.key })}>{span.label}</button>
          ))}
        </div>
        <Choice key={place} place={place} filter={props.filter} own={props.own} busy={busy !== ""} choose={choose} words={choosing} />
        <button type="button" className="dm-pill" disabled={busy !== ""} onClick={act("refresh", {})}>
          {busy === "refresh" ? choosing.refreshing : choosing.refresh}
        </button>
        <span className="dm-quiet dm-small">{props.days}</span>
      </div>
      <div className="dm-pages">
        {props.pages.map((page) => (
          <button type="button" key={page.key} className="dm-link" disabled={busy !== ""} onClick={act("page", { page: page.key })}>{page.label}</button>
        ))}
      </div>
      <div className="dm-board-cards">
        {cards.map((card) => (
          <button type="button" className="dm-card" key={card.title} onClick={ask(card.ask)} title={card.full}>
            <div className="dm-card-title">{card.title}</div>
            <div className="dm-card-value">{card.value}</div>
            <div className="dm-card-foot">
              <span className={"dm-tone-" + card.tone}>{card.change}</span>
              <span className="dm-quiet">{card.before}</span>
            </div>
            <Spark values={card.points} />
          </button>
        ))}
      </div>
      <Pinned pins={props.pins} title={words.pins} busy={busy} act={act} />
      <div className="dm-board-two">
        <Curve curve={props.curve} words={words} ask={ask} />
        <section className="dm-panel">
          <div className="dm-board-title">{words.alerts}
            {alerts.more ? <button type="button" className="dm-link" onClick={ask(alerts.ask)}>{words.more} {alerts.more}</button> : null}
          </div>
          {alerts.rows.length === 0 ? <p className="dm-quiet">{words.calm}</p> : null}
          {alerts.rows.map((alert) => (
            <div className={"dm-alert dm-alert-" + alert.severity} key={alert.ask}>
              <div>{alert.title}</div>
              <div className="dm-choices">
                <button type="button" className="dm-pill" onClick={ask(alert.ask)}>{words.why}</button>
                <button type="button" className="dm-pill" disabled={busy !== ""} onClick={act("alert", { alert: alert.number })}>{words.noted}</button>
                <button type="button" className="dm-pill" disabled={busy !== ""} onClick={act("alert", { alert: alert.number, snooze: true })}>{words.snooze}</button>
              </div>
            </div>
          ))}
        </section>
      </div>
      <div className="dm-board-title">{words.actions}</div>
      {actions === null ? <p className="dm-quiet" aria-live="polite">{words.thinking}</p> : null}
      {actions && actions.length === 0 ? <p className="dm-quiet">{words.none}</p> : null}
      <div className="dm-board-three">
        {(actions || []).map((action) => (
          <button type="button" className="dm-card dm-action" key={action.title} onClick={ask(action.ask)}>
            <div className="dm-quiet dm-small">{action.due}</div>
            <div className="dm-action-title">{action.title}</div>
            <div className="dm-action-money">{action.money}</div>
            <div className="dm-quiet dm-small">{action.why}</div>
          </button>
        ))}
      </div>
      {budgets.length ? (
        <section className="dm-panel">
          <div className="dm-board-title">{words.budgets}</div>
          {budgets.map((budget) => (
            <button type="button" className="dm-budget" key={budget.name} onClick={ask(budget.ask)}>
              <span className="dm-budget-name"><i style={shade(budget.colour)} />{budget.name}</span>
              <span className="dm-meter">
                <b style={{ ...shade(budget.colour), width: Math.min(budget.done, 1) * 100 + "%" }} />
                <u style={{ left: budget.elapsed * 100 + "%" }} />
              </span>
              <span className={"dm-budget-text dm-tone-" + budget.tone}>{budget.text}</span>
            </button>
          ))}
        </section>
      ) : null}
      <section className="dm-panel dm-table">
        <div className="dm-table-head"><div className="dm-table-title">{words.channels}</div></div>
        <div className="dm-scroll" tabIndex={0} role="region" aria-label={words.channels}>
          <table>
            <thead><tr><th scope="col" className="dm-board-th">{words.channels}</th>
              {channels.heads.map((head) => <th scope="col" className="dm-num dm-board-th" key={head}>{head}</th>)}</tr></thead>
            <tbody>
              {channels.rows.map((row) => (
                <tr key={row.name}>
                  <td className="dm-name"><button type="button" className="dm-link" onClick={ask(row.ask)}>
                    <i className="dm-dot" style={shade(row.colour)} />{row.name}</button></td>
                  {row.cells.map((cell, place) => <td key={place} className={"dm-num dm-tone-" + (cell.tone || "plain")}>{cell.text}</td>)}
                </tr>
              ))}
              <tr className="dm-total"><td className="dm-name">Σ</td>
                {channels.total.map((cell, place) => <td key={place} className="dm-num">{cell.text}</td>)}</tr>
            </tbody>
          </table>
        </div>
      </section>
      <div className="dm-next">
        {questions.map((question) => <button type="button" key={question} onClick={ask(question)}>{question}</button>)}
      </div>
    </div>
  )
})

export default <Board props={props} callAction={callAction} sendUserMessage={sendUserMessage} />
