/** A short article that we wrote for the tests. */
export const ARTICLE = `Ferry line to Oster Island will end

The ferry to Oster Island will stop running in May, the county said on Monday.

"We have run out of boats," said Maria Lindqvist, the county's transport chief. "Nobody wanted this."

Peter Vance, who has fished there for forty years, was angry. "They never asked us," Vance said.
`;
