#pragma once

#include "transports/journal/entry.hpp"
#include "transports/journal/mapped_file.hpp"
#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::journal {

/// What a run's journal is called, in the run's folder.
inline constexpr std::string_view file_name = "trace.journal";

/// Writes what a log is told to a file, so that it survives whoever tells it.
///
/// An entry counts when it is whole: the count of committed bytes is raised behind it. What comes
/// when the disk is full, or the journal as large as it may be, is left out from there on, and
/// `problem` says why.
class Journal final : public trace::Tap {
 public:
  /// As much as most runs need.
  static constexpr std::size_t bytes_at_first = std::size_t{1} << 20U;
  /// More than logs keep.
  static constexpr std::size_t bytes_max = std::size_t{768} << 20U;

  /// A new journal at `path`, whose folder must be there, with room for so many bytes.
  static Result<std::unique_ptr<Journal>> create(const std::string& path,
                                                 std::size_t bytes = bytes_at_first);

  /// What comes is of `log`, which must outlive the journal or its last record, and what it has
  /// already is taken over; what was there of another log is forgotten. `note` is handed to
  /// whoever reads the journal.
  void begin(const trace::Log& log, std::string_view note);

  void recorded(const trace::Record& record, ByteView payload) override;

  /// Why not everything is there; no error if it is.
  [[nodiscard]] ErrorCode problem() const { return problem_; }

 private:
  explicit Journal(std::unique_ptr<MappedFile> file) : file_(std::move(file)) {}

  void put_legend(const trace::Legend& legend);
  void put_new_names();
  void put_connection(std::uint32_t number);
  void put_record(const trace::Record& record, ByteView payload);
  void put(Kind kind, ByteView body, ByteView more = {});
  bool make_room(std::size_t size);
  void commit();

  std::unique_ptr<MappedFile> file_;
  const trace::Log* log_ = nullptr;
  /// Where the next entry goes.
  std::size_t at_ = 0;
  std::size_t names_ = 0;
  /// As they were told last, by number.
  std::vector<ConnectionEntry> connections_;
  ErrorCode problem_;
};

}  // namespace ripcord::journal
