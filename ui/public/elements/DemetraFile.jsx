// What a file was recognised as, before it is loaded.
// Props: {key, name, state: asking|busy|done, progress, facts: [{title, value}], columns: [{header, field}], rows: [[text]],
//         headers: [text], notes: [text], words,
//         asked: [{header, guess, examples}], fields: [{name, title}], stages: [text]}
import { useSyncExternalStore } from "react"
import { ArrowRight, FileSpreadsheet, Info } from "lucide-react"

// As useState, and outlives the component too: see demetra.js.
function useKept(place, initial) {
  const { watch, read, write } = window.demetraKept
  return [useSyncExternalStore(watch, () => read(place, initial)), (value) => write(place, value)]
}

const Offer = window.demetraLasting("file", ({ props, callAction }) => {
  const [clicked, setClicked] = useKept(props.file + "clicked", false)
  const asked = props.asked || []
  const stages = props.stages || []
  const [chosen, setChosen] = useKept(props.file + "chosen", {})
  const fields = { ...Object.fromEntries(asked.map((one) => [one.header, one.guess])), ...chosen }
  const [won, setWon] = useKept(props.file + "won", [])
  const answer = async (load) => {
    setClicked(true)
    const named = asked.filter((one) => fields[one.header])
    const mapping = {}
    for (const one of named.filter((one) => fields[one.header] !== "own")) {
      const before = mapping[fields[one.header]]
      mapping[fields[one.header]] = before ? before + ";" + one.header : one.header
    }
    const own = named.filter((one) => fields[one.header] === "own")
    const aside = asked.filter((one) => one.guess && !fields[one.header])
    if (own.length) mapping.own = own.map((one) => one.header).join(";") + ";"
    if (aside.length) mapping.aside = aside.map((one) => one.header).join(";") + ";"
    if (won.length) mapping.won = won.join(";") + ";"
    try { await callAction({ name: "file", payload: { key: props.file, load, mapping } }) } finally { setClicked(false) }
  }
  const asking = props.state === "asking" && !clicked
  return (
    <div className="dm-panel dm-upload" data-testid="upload">
      <div className="dm-upload-head"><FileSpreadsheet size={18} /> <b>{props.name}</b></div>
      <dl className="dm-facts">
        {props.facts.map((fact) => (
          <div key={fact.title}><dt>{fact.title}</dt><dd>{fact.value}</dd></div>
        ))}
      </dl>
      {props.columns.length ? (
        <div>
          <div className="dm-quiet dm-small">{props.words.columns}</div>
          <div className="dm-pairs">
            {props.columns.map((pair) => (
              <span key={pair.header} className="dm-pair">
                {pair.header} <ArrowRight size={12} /> <b>{pair.field}</b>
              </span>
            ))}
          </div>
        </div>
      ) : null}
      {props.rows.length ? (
        <div>
          <div className="dm-quiet dm-small">{props.words.rows}</div>
          <div className="dm-scroll dm-sample" tabIndex={0} role="region" aria-label={props.words.rows}>
            <table>
              <thead><tr>{props.headers.map((header) => <th key={header}>{header}</th>)}</tr></thead>
              <tbody>
                {props.rows.map((row, line) => (
                  <tr key={line}>{row.map((cell, place) => <td key={place}>{cell}</td>)}</tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ) : null}
      {props.notes.map((note, place) => (
        <div key={place} className="dm-note dm-open"><Info size={14} /> <span>{note}</span></div>
      ))}
      {asking && asked.length ? (
        <div data-testid="asked">
          <div className="dm-quiet dm-small">{props.words.asked}</div>
          <div className="dm-asked">
            {asked.map((one) => (
              <label key={one.header}>
                <span><b>{one.header}</b> <span className="dm-quiet dm-small">{one.examples}</span></span>
                <select value={fields[one.header]} onChange={(event) => setChosen({ ...chosen, [one.header]: event.target.value })}>
                  <option value="">{props.words.aside}</option>
                  {props.fields.map((field) => <option key={field.name} value={field.name}>{field.title}</option>)}
                </select>
              </label>
            ))}
          </div>
        </div>
      ) : null}
      {asking && stages.length ? (
        <div data-testid="stages">
          <div className="dm-quiet dm-small">{props.words.stages}</div>
          <div className="dm-asked">
            {stages.map((stage) => (
              <label key={stage}>
                <b>{stage}</b>
                <input
                  type="checkbox"
                  checked={won.includes(stage)}
                  onChange={(event) => setWon(event.target.checked ? [...won, stage] : won.filter((one) => one !== stage))}
                />
              </label>
            ))}
          </div>
        </div>
      ) : null}
      {asking ? (
        <div className="dm-choice">
          <button type="button" className="dm-yes" onClick={() => answer(true)}>{props.words.load}</button>
          <button type="button" className="dm-no" onClick={() => answer(false)}>{props.words.cancel}</button>
        </div>
      ) : null}
      {props.state === "busy" || (clicked && props.state === "asking") ? (
        <div className="dm-choice">
          <span className="dm-quiet dm-small" role="status">{props.progress || props.words.busy}</span>
          {props.state === "busy" ? (
            <button type="button" className="dm-no" onClick={() => callAction({ name: "file_stop", payload: { key: props.file } })}>
              {props.words.stop}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
})

export default <Offer props={props} callAction={callAction} />
