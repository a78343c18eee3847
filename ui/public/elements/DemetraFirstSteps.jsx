// Where nothing is stored yet: ways to begin.
// Props: {title, text, busy, ways: [{key, title, text, button, needs: [{name, variables}]}]}
import { useState } from "react"

const FirstSteps = window.demetraLasting("first-steps", ({ props, callAction }) => {
  const [busy, setBusy] = useState("")
  const begin = (key) => async () => {
    if (key === "upload") {
      const chooser = document.querySelector("#upload-button")
      if (chooser) chooser.click()
      return
    }
    setBusy(key)
    try { await callAction({ name: "first_step", payload: { way: key } }) } finally { setBusy("") }
  }
  return (
    <div className="dm-board" data-testid="first-steps">
      <h2 className="dm-board-head">{props.title}</h2>
      <p className="dm-quiet">{props.text}</p>
      <div className="dm-board-three">
        {props.ways.map((way) => (
          <section className="dm-panel dm-first" key={way.key}>
            <div className="dm-action-title">{way.title}</div>
            <p className="dm-quiet">{way.text}</p>
            {way.needs.length ? (
              <dl className="dm-needs">
                {way.needs.map((one) => <div key={one.name}><dt>{one.name}</dt><dd><code>{one.variables}</code></dd></div>)}
              </dl>
            ) : null}
            {way.button ? (
              <button type="button" className="dm-pill" disabled={busy !== ""} onClick={begin(way.key)}>
                {busy === way.key ? props.busy : way.button}
              </button>
            ) : null}
          </section>
        ))}
      </div>
    </div>
  )
})

export default <FirstSteps props={props} callAction={callAction} />
