// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Gives freed memory back to the system; other C libraries than glibc do it by themselves or not at all. */
static inline void bitext_heap_trim(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
