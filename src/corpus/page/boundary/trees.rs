//! Boosted regression trees, learned from composed pages (`training/`).

/// Number of trees evaluated before the early-exit check.
const CHECKED_AFTER: usize = 50;
/// Log-odds below which the remaining trees are skipped: they could not make an article begin there.
const EARLY_EXIT_LOG_ODDS: f64 = -4.5;

/// A node of a tree: a fork or a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Index of the feature that a fork compares; 0 in leaves.
    pub feature: u32,
    /// A fork leads left where the feature is at most this value, else right.
    pub limit: f64,
    /// The left and the right node below a fork, as indices into the tree; both 0 in leaves.
    pub below: [u32; 2],
    /// The value that a leaf adds to the score; 0 in forks.
    pub value: f64,
}

/// The trees of a model: the sum of the leaves reached is the logarithm of the odds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// The score before the first tree.
    pub start: f64,
    /// The nodes of each tree, the root first.
    pub trees: Vec<Vec<Node>>,
}

impl Trees {
    /// The same trees in the form used for scoring.
    pub fn compact(&self) -> CompactTrees {
        let mut compact = CompactTrees { start: self.start, ..CompactTrees::default() };
        for tree in &self.trees {
            compact.roots.push(compact.steps.len() as u32);
            let first = compact.steps.len() as u32;
            compact.steps.extend((first..).zip(tree).map(|(own, node)| match node.below {
                [0, 0] => Step { number: node.value, feature: 0, below: [own, own] },
                below => Step { number: node.limit, feature: node.feature, below: below.map(|at| first + at) },
            }));
        }
        compact
    }

    /// Reads a CSV table with the columns `tree,feature,limit,left,right,value`; `names` are the names of the features.
    /// `None` where a row is malformed, names an unknown feature, or refers to a node that does not exist.
    pub fn read(table: &str, names: &[&str]) -> Option<Self> {
        let mut model = Trees::default();
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let [tree, feature, limit, left, right, value] = fields[..] else { return None };
            if tree == "start" {
                model.start = value.parse().ok()?;
                continue;
            }
            let tree: usize = tree.parse().ok()?;
            if tree == model.trees.len() {
                model.trees.push(Vec::new());
            }
            let nodes = model.trees.get_mut(tree)?;
            if feature.is_empty() {
                nodes.push(Node { feature: 0, limit: 0.0, below: [0, 0], value: value.parse().ok()? });
                continue;
            }
            let feature = u32::try_from(names.iter().position(|name| *name == feature)?).ok()?;
            let below = [left.parse().ok()?, right.parse().ok()?];
            nodes.push(Node { feature, limit: limit.parse().ok()?, below, value: 0.0 });
        }
        // A fork refers to later nodes only, so every walk ends at a leaf.
        let is_sound = |(at, node): (usize, &Node), count: usize| {
            node.below == [0, 0] || node.below.iter().all(|&b| (b as usize) > at && (b as usize) < count)
        };
        let tree_is_sound =
            |nodes: &Vec<Node>| !nodes.is_empty() && nodes.iter().enumerate().all(|n| is_sound(n, nodes.len()));
        model.trees.iter().all(tree_is_sound).then_some(model)
    }

    /// The table that [`Trees::read`] reads.
    pub fn write(&self, names: &[&str]) -> String {
        let mut table = format!("tree,feature,limit,left,right,value\nstart,,,,,{:.4}\n", self.start);
        for (tree, nodes) in self.trees.iter().enumerate() {
            for node in nodes {
                table += &if node.below == [0, 0] {
                    format!("{tree},,,,,{:.4}\n", node.value)
                } else {
                    let [left, right] = node.below;
                    format!("{tree},{},{:.4},{left},{right},\n", names[node.feature as usize], node.limit)
                };
            }
        }
        table
    }
}

/// A node of [`CompactTrees`].
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The limit of a fork or the value of a leaf.
    number: f64,
    feature: u32,
    /// Indices into [`CompactTrees::steps`]; both are the leaf itself in leaves, so that a walk stays there.
    below: [u32; 2],
}

/// This many trees are walked at the same time: a step of one waits for memory while the others go on.
const LANES: usize = 10;

/// Trees in one stretch of memory, for speed: a page evaluates them thousands of times.
#[derive(Debug, Clone, Default)]
pub struct CompactTrees {
    start: f64,
    /// Index of the root of each tree in `steps`.
    roots: Vec<u32>,
    steps: Vec<Step>,
}

impl CompactTrees {
    /// The logarithm of the odds, for features in the order of the names that the trees were read with.
    pub fn score(&self, features: &[f64]) -> f64 {
        let (first, rest) = self.roots.split_at(self.roots.len().min(CHECKED_AFTER));
        let score = self.start + self.sum(first, features);
        if score < EARLY_EXIT_LOG_ODDS { score } else { score + self.sum(rest, features) }
    }

    /// The sum of the leaves that some trees lead to.
    fn sum(&self, roots: &[u32], features: &[f64]) -> f64 {
        let (lanes, rest) = roots.as_chunks::<LANES>();
        let in_lanes = lanes.iter().flat_map(|roots| self.leaves(*roots, features));
        in_lanes.chain(rest.iter().flat_map(|root| self.leaves([*root], features))).sum()
    }

    /// The values of the leaves that some trees lead to, in their order.
    fn leaves<const N: usize>(&self, mut places: [u32; N], features: &[f64]) -> [f64; N] {
        let mut moved = true;
        while std::mem::take(&mut moved) {
            for place in &mut places {
                let step = &self.steps[*place as usize];
                let next = step.below[usize::from(features[step.feature as usize] > step.number)];
                moved |= next != *place;
                *place = next;
            }
        }
        places.map(|place| self.steps[place as usize].number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_table_reads_back_unchanged() {
        let leaf = |value| Node { feature: 0, limit: 0.0, below: [0, 0], value };
        let fork = Node { feature: 1, limit: 0.5, below: [1, 2], value: 0.0 };
        let model = Trees { start: -1.0, trees: vec![vec![fork, leaf(-0.25), leaf(0.75)], vec![leaf(0.5)]] };
        let names = ["indent", "dateline"];
        assert_eq!(Trees::read(&model.write(&names), &names).as_ref(), Some(&model));
        assert!((model.compact().score(&[9.0, 0.5]) - -0.75).abs() < 1e-9);
        assert!((model.compact().score(&[9.0, 0.6]) - 0.25).abs() < 1e-9);
        assert_eq!(Trees::read("tree,feature,limit,left,right,value\n0,indent,0,0,9,\n", &names), None);
    }
}
