// A table to read, sort and take away.
// Props: {title, columns: [{title, numeric}], rows: [[text]], keys: [[raw]], shown, files: [{label, href}], words}
import { useMemo, useState } from "react"
import { ArrowDown, ArrowUp, Download } from "lucide-react"

const STEP = 100, LONG = 10

function order(first, second) {
  if (first === null || first === "") return second === null || second === "" ? 0 : 1
  if (second === null || second === "") return -1
  if (typeof first === "number" && typeof second === "number") return first - second
  return String(first).localeCompare(String(second))
}

const Grid = window.demetraLasting("table", ({ props }) => {
  const { title, columns, rows, keys, files, words } = props
  const [sorted, setSorted] = useState(null)
  const [limit, setLimit] = useState(STEP)
  const [wanted, setWanted] = useState("")
  const lines = useMemo(() => {
    const find = wanted.trim().toLowerCase()
    const places = rows.map((_, place) => place).filter((place) => !find || rows[place].some((cell) => cell.toLowerCase().includes(find)))
    if (!sorted) return places
    const empty = (place) => keys[place][sorted.column] === null
    return places.sort((one, other) => {
      const way = order(keys[one][sorted.column], keys[other][sorted.column])
      return sorted.down && !empty(one) && !empty(other) ? -way : way
    })
  }, [sorted, wanted, rows, keys])
  const turn = (column) => {
    const down = sorted && sorted.column === column ? !sorted.down : columns[column].numeric
    setSorted({ column, down })
  }
  return (
    <div className="dm-panel dm-table" data-testid="table">
      <div className="dm-table-head">
        <div className="dm-table-title">{title}</div>
        <div className="dm-files">
          {rows.length > LONG ? (
            <input className="dm-find" type="search" value={wanted} placeholder={words.find} aria-label={words.find}
              onChange={(event) => setWanted(event.target.value)} />
          ) : null}
          {files.map((file) => (
            <a key={file.label} className="dm-file" href={file.href} download>
              <Download size={13} /> {file.label}
            </a>
          ))}
        </div>
      </div>
      <div className="dm-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map((column, place) => (
                <th key={place} className={column.numeric ? "dm-num" : ""} aria-sort={
                  sorted && sorted.column === place ? (sorted.down ? "descending" : "ascending") : "none"
                }>
                  <button type="button" onClick={() => turn(place)} title={words.sort}>
                    {column.title}
                    {sorted && sorted.column === place
                      ? (sorted.down ? <ArrowDown size={12} /> : <ArrowUp size={12} />)
                      : null}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, limit).map((line) => (
              <tr key={line}>
                {rows[line].map((cell, place) => (
                  <td key={place} className={columns[place].numeric ? "dm-num" : "dm-name"} title={
                    columns[place].numeric ? undefined : cell
                  }>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.shown || lines.length > limit ? (
        <div className="dm-table-foot">
          <span className="dm-quiet">{props.shown}</span>
          {lines.length > limit ? (
            <button type="button" className="dm-link" onClick={() => setLimit(limit + STEP)}>{words.more}</button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
})

export default <Grid props={props} />
