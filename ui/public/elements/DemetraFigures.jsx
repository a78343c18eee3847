// Cards with one figure each. Props: {cards: [{title, value, change, tone: good|bad|flat, before}]}
export default function DemetraFigures() {
  const cards = props.cards || []
  return (
    <div className="dm-cards" data-testid="figures">
      {cards.map((card, place) => (
        <div className="dm-card" key={place}>
          <div className="dm-card-title" title={card.title}>{card.title}</div>
          <div className="dm-card-value">{card.value}</div>
          {card.change || card.before ? (
            <div className="dm-card-foot">
              {card.change ? <span className={"dm-tone-" + card.tone}>{card.change}</span> : null}
              {card.before ? <span className="dm-quiet">{card.before}</span> : null}
            </div>
          ) : null}
        </div>
      ))}
    </div>
  )
}
