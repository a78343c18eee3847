"""The twenty-fifth round: car dealers, a coffee brand, a food delivery app and a maker of pumps; 150 questions, half of them Russian."""
