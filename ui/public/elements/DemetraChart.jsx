// An interactive picture that follows the theme. Props: {library, label, light, dark, height}
import { useEffect, useRef, useState } from "react"

const isDark = () => document.documentElement.classList.contains("dark")

function library(address) {
  if (window.Plotly) return Promise.resolve(window.Plotly)
  if (!window.demetraPlotly) {
    window.demetraPlotly = new Promise((done, failed) => {
      const script = document.createElement("script")
      script.src = address
      script.onload = () => done(window.Plotly)
      script.onerror = failed
      document.head.appendChild(script)
    })
  }
  return window.demetraPlotly
}

// On a phone a figure beside a bar below zero needs more of the width.
function roomy(layout, width) {
  if (width > 480) return layout
  const wider = (axis) => {
    if (!axis || axis.visible !== false || !axis.range || !(axis.range[0] < 0)) return axis
    const [low, high] = axis.range
    return { ...axis, range: [low - 0.14 * (high - low), high] }
  }
  const axes = Object.keys(layout).filter((name) => name.startsWith("xaxis"))
  return { ...layout, ...Object.fromEntries(axes.map((name) => [name, wider(layout[name])])) }
}

const Chart = window.demetraLasting("chart", ({ props }) => {
  const place = useRef(null)
  const [dark, setDark] = useState(isDark())
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const watcher = new MutationObserver(() => setDark(isDark()))
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] })
    return () => watcher.disconnect()
  }, [])

  useEffect(() => {
    const box = place.current
    const picture = JSON.parse(JSON.stringify(dark ? props.dark : props.light))
    const options = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: "reset" }
    let gone = false
    library(props.library)
      .then((plotly) => {
        if (gone || !box) return
        const font = { ...picture.layout.font, family: getComputedStyle(document.body).fontFamily }
        const layout = { ...roomy(picture.layout, box.clientWidth), font, autosize: true }
        return plotly.react(box, picture.data, layout, options)
      })
      .catch(() => setFailed(true))
    return () => { gone = true }
  }, [dark, props])

  useEffect(() => () => { if (window.Plotly && place.current) window.Plotly.purge(place.current) }, [])

  // The file has the page's own ground: a transparent one is unreadable in a letter.
  const save = (format) => () => {
    const picture = JSON.parse(JSON.stringify(dark ? props.dark : props.light))
    const ground = getComputedStyle(place.current.parentElement).backgroundColor
    const layout = { ...picture.layout, paper_bgcolor: ground, font: { ...picture.layout.font, family: "Inter, sans-serif" } }
    const options = { format, width: 1000, height: Math.max(props.height, 420), scale: format === "png" ? 2 : 1 }
    window.Plotly.toImage({ data: picture.data, layout }, options).then((address) => {
      const link = document.createElement("a")
      link.href = address
      link.download = props.label.replace(/[\\/:*?"<>|]/g, " ") + "." + format
      link.click()
    })
  }

  if (failed) return <div className="dm-panel dm-quiet">{props.failed}</div>
  return (
    <div className="dm-panel dm-chart" data-testid="chart">
      <div ref={place} role="img" aria-label={props.label} style={{ width: "100%", minHeight: props.height }} />
      <div className="dm-files dm-save">
        {["png", "svg"].map((format) => (
          <button type="button" key={format} className="dm-file" title={props.save} onClick={save(format)}>{format.toUpperCase()}</button>
        ))}
      </div>
    </div>
  )
})

export default <Chart props={props} />
