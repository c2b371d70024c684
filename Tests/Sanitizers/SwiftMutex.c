// SPDX-License-Identifier: Apache-2.0
// Tells the thread sanitizer of a Swift Mutex that was waited for.
//
// A Mutex of the Synchronization module is a futex on Linux. Its fast path is atomics in our own code, which the
// sanitizer sees; where threads meet, the lock changes hands within the standard library and the kernel, which it
// does not: without this it reports a race on whatever a contended Mutex protects. Preloaded, these two stand before the
// library's own. Nothing is suppressed: what no lock protects is reported as before.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// In a process without the sanitizer these are absent.
__attribute__((weak)) void __tsan_acquire(void *);
__attribute__((weak)) void __tsan_release(void *);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lockSlow(uint32_t thread, SELF void *self) __asm__(LOCK_SLOW);
SWIFT void unlockSlow(SELF void *self) __asm__(UNLOCK_SLOW);

SWIFT void lockSlow(uint32_t thread, SELF void *self) {
  SWIFT void (*next)(uint32_t, SELF void *) = dlsym(RTLD_NEXT, LOCK_SLOW);
  next(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void unlockSlow(SELF void *self) {
  SWIFT void (*next)(SELF void *) = dlsym(RTLD_NEXT, UNLOCK_SLOW);
  if (__tsan_release) __tsan_release(self);
  next(self);
}
