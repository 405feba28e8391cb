//! Puts things in order, all kinds of things with the same code: each kind would bring eight kilobytes of its own otherwise,
//! which is an eighth of what a page downloads beside the models.

/// Sorts by a number, and leaves those that share it in their order.
pub fn sort_by_key<T>(items: &mut [T], mut key: impl FnMut(&T) -> u64) {
    if !items.is_sorted_by_key(&mut key) {
        let places = places(items.iter().map(key).collect());
        arrange(items, places);
    }
}

/// A key of two numbers, the first before the second. They are places in a text, or counts: less than four billion.
pub fn pair(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64
}

/// A number that is the less the more `number` is.
pub fn last_first(number: usize) -> usize {
    u32::MAX as usize - number
}

/// For each key, its place in ascending order; of equal keys the first comes first.
pub fn places(keys: Vec<u64>) -> Vec<u32> {
    // Most things are in order but for some: these are sorted, and go in between.
    let mut order: Vec<(u64, u32)> = Vec::with_capacity(keys.len());
    let mut others = Vec::new();
    for item in keys.into_iter().zip(0..) {
        let list = if order.last().is_none_or(|last| *last < item) { &mut order } else { &mut others };
        list.push(item);
    }
    others.sort_unstable();
    let mut places = vec![0; order.len() + others.len()];
    let mut others = others.into_iter().peekable();
    let mut next = 0..;
    let mut put = |item: u32| places[item as usize] = next.next().unwrap_or_default();
    for item in order {
        while let Some((_, other)) = others.next_if(|other| *other < item) {
            put(other);
        }
        put(item.1);
    }
    others.for_each(|(_, other)| put(other));
    places
}

/// Brings each item to its place.
pub fn arrange<T>(items: &mut [T], mut places: Vec<u32>) {
    for i in 0..places.len() {
        while places[i] as usize != i {
            let place = places[i] as usize;
            items.swap(i, place);
            places.swap(i, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut number = 1u64;
        for length in [0, 1, 2, 3, 20, 200] {
            let items = (0..length).map(|i| {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (number >> 60, i)
            });
            let mut ours: Vec<(u64, usize)> = items.collect();
            let mut theirs = ours.clone();
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn pairs_are_in_the_order_of_their_numbers() {
        let pairs = [(0, 0), (0, 7), (1, 0), (1, 6), (2, u32::MAX as usize)];
        assert!(pairs.is_sorted_by_key(|&(a, b)| pair(a, b)));
        assert!(pair(1, last_first(6)) < pair(1, last_first(0)));
    }
}
