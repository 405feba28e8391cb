//! What a network has learned, as floats: the numbers that training changes and a weight file holds.

/// How many numbers a state has. With 32, and half as many rows again, a text takes three quarters of the time to
/// annotate, and most figures stay what they are (`docs/experiments`). But the F1 of names of persons, bodies and
/// places on `wwn.dev` falls from 85.1 to 84.8, and of the mixed quotations of `polnear.dev` 90.8% are found instead of
/// 94.0, both by networks that learned from seven of eight training articles.
pub const WIDTH: usize = 48;

/// How many numbers of a neighbour's state a layer looks at: the first ones of the token before, the last ones of the
/// token after.
pub const SIDE: usize = 16;

/// A state's numbers, or their weights, as they are learned.
pub type Floats = [f32; WIDTH];

/// A layer: computes from a state, and from parts of its two neighbours' states, what is added to the state.
#[derive(Debug, Clone)]
pub struct Layer {
    /// A row for each number that the layer looks at: of the token before, of the token, of the token after.
    pub weights: Vec<Floats>,
    /// Added to every sum.
    pub bias: Floats,
}

/// What scores labels from a token's state: a row of weights for each number of the state, and last what is added to every sum.
#[derive(Debug, Clone)]
pub struct Head {
    /// How many labels there are.
    pub labels: usize,
    /// `WIDTH + 1` rows of one weight a label.
    pub weights: Vec<f32>,
    /// The weights of one label following another: `labels + 1` rows; the last is that of the start of a sequence.
    pub moves: Vec<f32>,
}

/// What a network has learned, but for the rows of its features.
#[derive(Debug, Clone)]
pub struct Inner {
    /// The numbers that the rows of features are added to: every token's first state begins with them.
    pub start: Floats,
    /// Layer `n` looks `2^n` tokens to either side.
    pub layers: Vec<Layer>,
    /// Scores the labels that tokens have by themselves.
    pub tokens: Head,
    /// The weights from a token's state to the layer that scores its relation to another token, a row for each number of the state.
    pub one: Vec<Floats>,
    /// The weights from the other token's state to that layer; one more row is added to every sum.
    pub other: Vec<Floats>,
    /// Scores the labels that tokens have in relation to another token.
    pub pairs: Head,
}

impl Inner {
    /// The length of each block of numbers, in the file's order.
    pub(super) fn blocks(layers: usize, labels: [usize; 2]) -> Vec<usize> {
        let head = |n: usize| [(WIDTH + 1) * n, (n + 1) * n];
        let layer = [(2 * SIDE + WIDTH) * WIDTH, WIDTH];
        let mut out = vec![WIDTH];
        out.extend((0..layers).flat_map(|_| layer));
        out.extend(head(labels[0]));
        out.extend([WIDTH * WIDTH, (WIDTH + 1) * WIDTH]);
        out.extend(head(labels[1]));
        out
    }

    /// All numbers, block by block, in the file's order.
    pub fn numbers(&mut self) -> Vec<&mut [f32]> {
        let mut out: Vec<&mut [f32]> = vec![&mut self.start];
        for layer in &mut self.layers {
            out.extend([layer.weights.as_flattened_mut(), &mut layer.bias]);
        }
        out.extend([&mut self.tokens.weights[..], &mut self.tokens.moves]);
        out.extend([self.one.as_flattened_mut(), self.other.as_flattened_mut()]);
        out.extend([&mut self.pairs.weights[..], &mut self.pairs.moves]);
        out
    }

    /// A network's numbers, all zero.
    pub fn zero(layers: usize, labels: [usize; 2]) -> Inner {
        let head = |n: usize| Head { labels: n, weights: vec![0.0; (WIDTH + 1) * n], moves: vec![0.0; (n + 1) * n] };
        let layer = Layer { weights: vec![[0.0; WIDTH]; 2 * SIDE + WIDTH], bias: [0.0; WIDTH] };
        Inner {
            start: [0.0; WIDTH],
            layers: vec![layer; layers],
            tokens: head(labels[0]),
            one: vec![[0.0; WIDTH]; WIDTH],
            other: vec![[0.0; WIDTH]; WIDTH + 1],
            pairs: head(labels[1]),
        }
    }
}
