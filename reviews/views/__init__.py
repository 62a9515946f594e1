"""Pages of 评审: the expert's desk; recusals; the office; the committee; rankings."""
