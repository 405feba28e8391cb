/**
 * The size of the window for tests that don't set one: `usual`, or the size in the environment variable WINDOW, such as 1440x800.
 * @param {string} usual
 */
export function windowSize(usual) {
  const [width, height] = (process.env.WINDOW ?? usual).split("x").map(Number);
  return { width, height };
}
