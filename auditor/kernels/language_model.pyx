"""A model of fastText that is asked several times as fast, and loaded ten times (see `auditor.text.language.load_model`).

All numbers are added up and rounded in the order of fastText, so the scores are its own, to the last bit.
"""

import numpy as np

from auditor.text.fasttext_file import OtherFormError, read

from libc.math cimport expf, log
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint32_t
from libc.string cimport memcmp

DEF LONGEST_VECTOR = 64
DEF CENTROIDS = 256
DEF MOST = 16  # guesses that can be asked for
DEF ENTRY = 10  # bytes behind a word in the file
DEF BASIS = 2166136261  # of FNV-1a
END, LABEL = b"</s>", b"__label__"

cdef struct Tables:  # see `auditor.text.fasttext_file.Parts`
    const uint8_t *data
    const int64_t *starts
    const int32_t *word_slots  # the number of a word, where its hash says or behind; -1 is free
    const int32_t *run_slots  # a run of letters and the number of its vector, likewise
    uint32_t word_mask
    uint32_t run_mask
    const uint8_t *codes
    const uint8_t *norm_codes
    const float *centroids
    const float *norms
    const float *output
    const int32_t *left
    const int32_t *right
    int32_t words, labels, size, buckets, shortest, longest
    float least  # the logarithm of what is too unlikely to be told

cdef struct Sum:
    float total[LONGEST_VECTOR]  # of the vectors of all words and runs of letters
    int count

cdef struct Guesses:
    float scores[MOST]  # the best, falling
    int32_t labels[MOST]
    int count
    int most


def load_model(str path not None):
    """See `auditor.text.language.load_model`."""
    try:
        return Model(read(path))
    except OtherFormError:
        import fasttext

        return fasttext.load_model(path)


cdef class Model:
    """A classifier of lines."""

    cdef Tables tables
    cdef list held  # the arrays that the tables lie in
    cdef list names

    def __init__(self, parts):
        """Take the arrays of a file, which were checked, and lay out tables for words and runs of letters."""
        words, runs = len(parts.starts) - 1, len(parts.runs)
        slots, run_slots = np.full(_slots(words), -1, np.int32), np.full(2 * _slots(runs), -1, np.int32)
        self.held, self.names = [parts, slots, run_slots], parts.names
        cdef const uint8_t[::1] data = parts.data, codes = parts.codes, norm_codes = parts.norm_codes
        cdef const float[::1] centroids = parts.centroids, norms = parts.norms, output = parts.output
        cdef const int64_t[::1] starts = parts.starts
        cdef int32_t[::1] of_words = slots, of_runs = run_slots
        cdef const int32_t[::1] left = parts.left, right = parts.right
        cdef Tables *tables = &self.tables
        tables.data, tables.starts, tables.codes, tables.norm_codes = &data[0], &starts[0], &codes[0], &norm_codes[0]
        tables.centroids, tables.norms, tables.output = &centroids[0], &norms[0], &output[0]
        tables.left, tables.right, tables.word_slots, tables.run_slots = &left[0], &right[0], &of_words[0], &of_runs[0]
        tables.word_mask, tables.run_mask = <uint32_t>len(slots) - 1, <uint32_t>len(run_slots) // 2 - 1
        tables.labels, tables.size, tables.buckets = <int32_t>len(parts.names), parts.size, parts.buckets
        tables.words, tables.shortest, tables.longest = <int32_t>words - tables.labels, parts.shortest, parts.longest
        tables.least = logarithm(0)
        self._fill(of_words, of_runs, parts.runs, parts.places)

    cdef int _fill(self, int32_t[::1] words, int32_t[::1] runs, const int32_t[::1] kept, const int32_t[::1] places) except -1:
        cdef const int64_t *starts = self.tables.starts
        cdef int32_t word
        cdef Py_ssize_t at
        cdef uint32_t slot
        for word in range(self.tables.words + self.tables.labels):
            words[word_slot(&self.tables, self.tables.data + starts[word], starts[word + 1] - starts[word] - ENTRY)] = word
        for at in range(kept.shape[0]):
            slot = run_slot(&self.tables, kept[at])
            runs[2 * slot], runs[2 * slot + 1] = kept[at], places[at]
        return 0

    def predict(self, str text not None, int k=1):
        """The names of the `k` likeliest labels of a line, and how likely each is.

        Raises ValueError for several lines and for more than 16 guesses, UnicodeEncodeError for half a surrogate pair.
        """
        cdef Sum sum
        cdef Guesses guesses
        cdef int at
        if "\n" in text or not 0 < k <= MOST:
            raise ValueError("one line, and some guesses")
        sum.count, guesses.count, guesses.most = 0, 0, k
        for at in range(self.tables.size):
            sum.total[at] = 0
        self._add_line(&sum, text.encode())
        if not sum.count:
            return (), []
        for at in range(self.tables.size):
            sum.total[at] *= <float>(1.0 / sum.count)
        descend(&guesses, &self.tables, sum.total, 2 * self.tables.labels - 2, 0)
        labels = [self.names[guesses.labels[at]] for at in range(guesses.count)]
        return tuple(labels), [expf(guesses.scores[at]) for at in range(guesses.count)]

    cdef int _add_line(self, Sum *sum, bytes line) except -1:
        """The vectors of all words, and of the mark for the end of the line."""
        cdef bytes word, end = END
        cdef int32_t place
        words = line.replace(b"\0", b" ").split()
        for word in words[:words.index(end)] if end in words else words:
            if not word.startswith(LABEL):
                word = b"<" + word + b">"
                add_word(sum, &self.tables, word, len(word))
        place = number_of(&self.tables, end, len(end))
        if 0 <= place < self.tables.words:
            add_vector(sum, &self.tables, place)
        return 0


cdef _slots(things):
    """Slots for so many things: a power of two, and a third of them free at least."""
    return 1 << (things + things // 2).bit_length()


cdef void add_word(Sum *sum, const Tables *tables, const uint8_t *word, int64_t size) noexcept nogil:
    """The vector of a word between brackets, if it is known, and those of its runs of letters.

    A run has so many characters, of which the brackets are two, and only those that the model kept count.
    """
    cdef int32_t place = number_of(tables, word + 1, size - 2)
    cdef int64_t start, end
    cdef uint32_t h, slot
    cdef int count
    if 0 <= place < tables.words:
        add_vector(sum, tables, place)
    for start in range(size):
        if word[start] & 0xC0 == 0x80:
            continue  # within a character
        h, end, count = BASIS, start, 0
        while end < size and count < tables.longest:
            h, end, count = fnv(h, word[end]), end + 1, count + 1
            while end < size and word[end] & 0xC0 == 0x80:
                h, end = fnv(h, word[end]), end + 1
            if count >= tables.shortest and not (count == 1 and (start == 0 or end == size)):
                slot = run_slot(tables, <int32_t>(h % <uint32_t>tables.buckets))
                if tables.run_slots[2 * slot] >= 0:
                    add_vector(sum, tables, tables.words + tables.run_slots[2 * slot + 1])


cdef void add_vector(Sum *sum, const Tables *tables, int32_t row) noexcept nogil:
    """Add a vector to the sum."""
    cdef int pair, pairs = tables.size // 2
    cdef float norm = tables.norms[tables.norm_codes[row]]
    cdef const uint8_t *codes = tables.codes + row * <int64_t>pairs
    cdef const float *centroid
    for pair in range(pairs):
        centroid = tables.centroids + 2 * (pair * CENTROIDS + codes[pair])
        sum.total[2 * pair] += norm * centroid[0]
        sum.total[2 * pair + 1] += norm * centroid[1]
    sum.count += 1


cdef void descend(Guesses *guesses, const Tables *tables, const float *vector, int32_t node, float score) noexcept nogil:
    """Down the tree of labels, but not where the best guesses cannot be."""
    cdef const float *output = tables.output + (node - tables.labels) * <int64_t>tables.size
    cdef float says = 0, likely
    cdef int at
    if score < tables.least or (guesses.count == guesses.most and score < guesses.scores[guesses.count - 1]):
        return
    if node < tables.labels:
        enter(guesses, node, score)
        return
    for at in range(tables.size):
        says += output[at] * vector[at]
    likely = <float>(1 + expf(-says))
    likely = <float>(1 / likely)
    descend(guesses, tables, vector, tables.left[node], score + logarithm(<float>(1 - likely)))
    descend(guesses, tables, vector, tables.right[node], score + logarithm(likely))


cdef inline float logarithm(float share) noexcept nogil:
    return <float>log(<double>share + 1e-5)


cdef void enter(Guesses *guesses, int32_t label, float score) noexcept nogil:
    """Put a guess in its place, the last one out if they are too many."""
    cdef int at = guesses.count
    if at == guesses.most:
        at -= 1
    else:
        guesses.count += 1
    while at > 0 and guesses.scores[at - 1] < score:
        guesses.scores[at], guesses.labels[at] = guesses.scores[at - 1], guesses.labels[at - 1]
        at -= 1
    guesses.scores[at], guesses.labels[at] = score, label


cdef int32_t number_of(const Tables *tables, const uint8_t *word, int64_t size) noexcept nogil:
    """The number of a word or label, -1 for one that is not known."""
    return tables.word_slots[word_slot(tables, word, size)]


cdef uint32_t word_slot(const Tables *tables, const uint8_t *word, int64_t size) noexcept nogil:
    """The slot of a word, or the free one where it would be."""
    cdef uint32_t slot = BASIS
    cdef int64_t at
    cdef int32_t place
    for at in range(size):
        slot = fnv(slot, word[at])
    slot &= tables.word_mask
    while tables.word_slots[slot] >= 0:
        place = tables.word_slots[slot]
        at = tables.starts[place]
        if tables.starts[place + 1] - at == size + ENTRY and memcmp(tables.data + at, word, size) == 0:
            break
        slot = (slot + 1) & tables.word_mask
    return slot


cdef uint32_t run_slot(const Tables *tables, int32_t run) noexcept nogil:
    """The slot of a run of letters, or the free one where it would be."""
    cdef uint32_t slot = (<uint32_t>run * <uint32_t>2_654_435_761) >> 12 & tables.run_mask
    while tables.run_slots[2 * slot] != run and tables.run_slots[2 * slot] >= 0:
        slot = (slot + 1) & tables.run_mask
    return slot


cdef inline uint32_t fnv(uint32_t h, uint8_t letter) noexcept nogil:
    """One step of FNV-1a; of signed bytes, as fastText has it."""
    return (h ^ <uint32_t><int8_t>letter) * <uint32_t>16777619
