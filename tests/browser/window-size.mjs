/**
 * The size of the window, where a test doesn't ask for one: `usual`, or what WINDOW=1440x800 says.
 * @param {string} usual
 */
export function windowSize(usual) {
  const [width, height] = (process.env.WINDOW ?? usual).split("x").map(Number);
  return { width, height };
}
