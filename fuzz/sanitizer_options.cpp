// What AddressSanitizer does in every target unless the variable ASAN_OPTIONS says otherwise: it
// keeps fewer freed blocks and shorter stacks of allocations than it might, for a quarter more
// inputs a second. `ASAN_OPTIONS=malloc_context_size=30 ripcord fuzz repro ...` shows whole stacks.

// NOLINTBEGIN(bugprone-reserved-identifier): the sanitizer's name.
extern "C" const char* __asan_default_options();

extern "C" const char* __asan_default_options() {
  return "malloc_context_size=3:quarantine_size_mb=8:detect_stack_use_after_return=0";
}
// NOLINTEND(bugprone-reserved-identifier)
