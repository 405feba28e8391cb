//! Sorting by numeric keys, with one piece of machine code for items of every type: the standard library's sort adds eight
//! kilobytes to the page for each type that it sorts.

/// Sorts items by a numeric key; items that share a key keep their order.
pub fn sort_by_key<T>(items: &mut [T], mut key: impl FnMut(&T) -> u64) {
    if !items.is_sorted_by_key(&mut key) {
        let ranks = ranks(items.iter().map(key).collect());
        permute(items, ranks);
    }
}

/// A sort key of two numbers below 2³², the first more significant than the second.
pub fn composite_key(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64
}

/// A sort key that puts greater numbers first.
pub fn descending(number: usize) -> usize {
    u32::MAX as usize - number
}

/// For each key, its index in ascending order; of equal keys the first comes first.
pub fn ranks(keys: Vec<u64>) -> Vec<u32> {
    let key = |&i: &u32| (keys[i as usize], i);
    // Lists are nearly in order mostly: only what is out of order is sorted, and merged with the rest.
    let mut order: Vec<u32> = Vec::with_capacity(keys.len());
    let mut others = Vec::new();
    for i in (0..).take(keys.len()) {
        let list = if order.last().is_none_or(|last| key(last) < key(&i)) { &mut order } else { &mut others };
        list.push(i);
    }
    others.sort_unstable_by_key(key);
    let mut ranks = vec![0; keys.len()];
    let mut others = others.into_iter().peekable();
    let mut next = 0..;
    let mut put = |item: u32| ranks[item as usize] = next.next().unwrap_or_default();
    for item in order {
        while let Some(other) = others.next_if(|other| key(other) < key(&item)) {
            put(other);
        }
        put(item);
    }
    others.for_each(put);
    ranks
}

/// Moves each item to the index that `ranks` gives it.
pub fn permute<T>(items: &mut [T], mut ranks: Vec<u32>) {
    for i in 0..ranks.len() {
        while ranks[i] as usize != i {
            let rank = ranks[i] as usize;
            items.swap(i, rank);
            ranks.swap(i, rank);
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
        assert!(pairs.is_sorted_by_key(|&(a, b)| composite_key(a, b)));
        assert!(composite_key(1, descending(6)) < composite_key(1, descending(0)));
    }
}
