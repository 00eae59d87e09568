// SPDX-License-Identifier: Apache-2.0
// ThreadSanitizer calls these before a volatile access (--param=tsan-distinguish-volatile=1). A volatile access of a
// kernel may meet others of its kind, as an atomic one may, but not a plain one.

#define LAAD_HOOKS(bytes, type)                                         \
    extern "C" void __tsan_volatile_read##bytes(void* at)               \
    {                                                                   \
        __atomic_load_n(static_cast<type*>(at), __ATOMIC_RELAXED);      \
    }                                                                   \
    extern "C" void __tsan_volatile_write##bytes(void* at)              \
    {                                                                   \
        __atomic_fetch_or(static_cast<type*>(at), 0, __ATOMIC_RELAXED); \
    }

LAAD_HOOKS(1, unsigned char)
LAAD_HOOKS(2, unsigned short)
LAAD_HOOKS(4, unsigned)
LAAD_HOOKS(8, unsigned long)
