"""The twenty-sixth round: a dental chain, a shop of sports shoes, a mobile game and a furniture maker, asked on a Monday morning."""
