"""Products of rows of which most numbers are zero (see `auditor.text.labels.sparse`).

Every sum is taken in the order of SciPy, so that both give the same bits; so no fused multiply-add.
"""

import numpy as np

from libc.stdint cimport int64_t

cdef extern from *:
    """
    #if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    #define VECTORS __attribute__((target_clones("avx2", "default")))
    #else
    #define VECTORS
    #endif

    VECTORS static void add_times(float *sum, const float *values, float times, Py_ssize_t count) {
        for (Py_ssize_t i = 0; i < count; i++) sum[i] += times * values[i];
    }
    """
    void add_times(float *sum, const float *values, float times, Py_ssize_t count) nogil


def product(const int64_t[::1] offsets, const int64_t[::1] columns, const float[::1] values, const float[:, ::1] dense):
    """See `auditor.text.labels.sparse.product`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, targets = dense.shape[1], row, at
    found = np.zeros((rows, targets), np.float32)
    if not targets:
        return found
    cdef float[:, ::1] sums = found
    for row in range(rows):
        for at in range(offsets[row], offsets[row + 1]):
            add_times(&sums[row, 0], &dense[columns[at], 0], values[at], targets)
    return found


def transposed_product(const int64_t[::1] offsets, const int64_t[::1] columns, const float[::1] values, Py_ssize_t width,
                       const float[:, ::1] dense):
    """See `auditor.text.labels.sparse.transposed_product`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, targets = dense.shape[1], row, at
    found = np.zeros((width, targets), np.float32)
    if not targets:
        return found
    cdef float[:, ::1] sums = found
    for row in range(rows):
        for at in range(offsets[row], offsets[row + 1]):
            add_times(&sums[columns[at], 0], &dense[row, 0], values[at], targets)
    return found


def row_products(const int64_t[::1] offsets, const int64_t[::1] columns, const float[::1] values,
                 const int64_t[::1] other_offsets, const int64_t[::1] other_columns, const float[::1] other_values,
                 Py_ssize_t width):
    """See `auditor.text.labels.sparse.row_products`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, others = other_offsets.shape[0] - 1, row, at, there
    starts, owners, weights = by_column(other_offsets, other_columns, other_values, width)
    cdef const int64_t[::1] start = starts, owner = owners
    cdef const float[::1] weight = weights
    found = np.zeros((rows, others), np.float32)
    cdef float[:, ::1] sums = found
    for row in range(rows):
        for at in range(offsets[row], offsets[row + 1]):
            for there in range(start[columns[at]], start[columns[at] + 1]):
                sums[row, owner[there]] += values[at] * weight[there]
    return found


cdef by_column(const int64_t[::1] offsets, const int64_t[::1] columns, const float[::1] values, Py_ssize_t width):
    """The numbers of some rows column by column: where each column starts, and of every number the row, and itself."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, row, at, column
    cdef int64_t place
    starts = np.zeros(width + 2, np.int64)  # of every column the next free place; that of column i stands at i + 1
    owners, weights = np.empty(columns.shape[0], np.int64), np.empty(columns.shape[0], np.float32)
    cdef int64_t[::1] start = starts, owner = owners
    cdef float[::1] weight = weights
    for at in range(columns.shape[0]):
        start[columns[at] + 2] += 1
    for column in range(width):
        start[column + 2] += start[column + 1]
    for row in range(rows):
        for at in range(offsets[row], offsets[row + 1]):
            place = start[columns[at] + 1]
            owner[place], weight[place] = row, values[at]
            start[columns[at] + 1] += 1
    return starts[:width + 1], owners, weights
