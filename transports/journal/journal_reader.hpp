#pragma once

#include "transports/base/bytes.hpp"
#include "transports/trace/json_reader.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace ripcord::journal {

/// Why a journal cannot be read.
struct JournalError {
  JournalError() = default;
  JournalError(std::size_t at, std::string reason) : offset(at), message(std::move(reason)) {}

  /// In bytes, from the file's first.
  std::size_t offset = 0;
  std::string message;
};

/// What a journal holds.
struct StoredJournal {
  /// Without digests, for it was never ended.
  trace::StoredLog trace;
  /// What its writer noted beside it.
  std::string note;
};

/// The log of which `bytes` are the journal. What was not whole when its writer ended is left out.
[[nodiscard]] boost::system::result<StoredJournal, JournalError> read_journal(ByteView bytes);

}  // namespace ripcord::journal
