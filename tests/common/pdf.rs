//! PDFs that are written by hand.

/// A PDF written by hand: objects from 1, and what else the trailer says.
pub fn by_hand(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.6\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}
