// How things stand, before anybody asks. A click on anything asks the matching question in this conversation.
// Props: see ui/chat/board.py. Choosing days calls the action "board"; the element is then sent again with new props.
import { useState } from "react"

const WIDE = 640, HIGH = 200

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

function Curve({ curve, words }) {
  const all = [...curve.now, ...curve.before, ...curve.spend].filter((value) => typeof value === "number")
  const top = Math.max(...all, 0) * 1.06
  const last = curve.labels.length - 1
  return (
    <section className="dm-panel dm-board-curve">
      <div className="dm-board-title">{curve.title}</div>
      <div className="dm-legend">
        <span className="dm-key-now">{words.now}</span>
        <span className="dm-key-before">{words.before}</span>
        <span className="dm-key-spend">{words.spend}</span>
      </div>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={curve.title}>
        <line x1="0" x2={WIDE} y1={HIGH - 1} y2={HIGH - 1} className="dm-axis" />
        <path d={line(curve.before, top, WIDE, HIGH)} className="dm-line-before" />
        <path d={line(curve.spend, top, WIDE, HIGH)} className="dm-line-spend" />
        <path d={line(curve.now, top, WIDE, HIGH)} className="dm-line-now" />
      </svg>
      <div className="dm-board-days"><span>{curve.labels[0]}</span><span>{curve.top} ↑</span><span>{curve.labels[last]}</span></div>
    </section>
  )
}

export default function DemetraBoard() {
  const [busy, setBusy] = useState("")
  const { cards, spans, alerts, channels, budgets, actions, questions, words } = props
  const ask = (text) => () => sendUserMessage(text)
  const choose = (key) => async () => {
    setBusy(key)
    await callAction({ name: "board", payload: { span: key, board: props.board } })
    setBusy("")
  }
  return (
    <div className="dm-board" data-testid="board">
      <h2 className="dm-board-head">{props.headline}</h2>
      <div className="dm-quiet dm-small">
        {props.fresh} {props.demo ? <span className="dm-badge">{props.demo}</span> : null}
        {props.notes.length ? (
          <details><summary>{words.notes}</summary><ul>{props.notes.map((note) => <li key={note}>{note}</li>)}</ul></details>
        ) : null}
      </div>
      <div className="dm-board-bar">
        <div className="dm-spans" role="group">
          {spans.map((span) => (
            <button type="button" key={span.key} aria-pressed={span.active} disabled={busy !== ""}
              className={span.active ? "dm-on" : ""} onClick={choose(span.key)}>{span.label}</button>
          ))}
        </div>
        <span className="dm-quiet dm-small">{props.days}</span>
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
      <div className="dm-board-two">
        <Curve curve={props.curve} words={words} />
        <section className="dm-panel">
          <div className="dm-board-title">{words.alerts}
            {alerts.more ? <button type="button" className="dm-link" onClick={ask(alerts.ask)}>{words.more} {alerts.more}</button> : null}
          </div>
          {alerts.rows.length === 0 ? <p className="dm-quiet">{words.calm}</p> : null}
          {alerts.rows.map((alert) => (
            <div className={"dm-alert dm-alert-" + alert.severity} key={alert.ask}>
              <div>{alert.title}</div>
              <button type="button" className="dm-pill" onClick={ask(alert.ask)}>{words.why}</button>
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
              <span className="dm-budget-name"><i style={{ background: budget.colour || "currentColor" }} />{budget.name}</span>
              <span className="dm-meter">
                <b style={{ width: Math.min(budget.done, 1) * 100 + "%", background: budget.colour || "currentColor" }} />
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
                    <i className="dm-dot" style={{ background: row.colour || "currentColor" }} />{row.name}</button></td>
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
}
