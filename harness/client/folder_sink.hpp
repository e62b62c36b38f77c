#pragma once

#include "harness/peers/client/file_sink.hpp"

#include <string>

namespace ripcord::client {

/// Writes received files into a folder, each under a temporary name until it is whole. A name that
/// would lead out of the folder is refused; one that is there already is replaced.
class FolderSink final : public peers::FileSink {
 public:
  /// `folder` exists.
  explicit FolderSink(std::string folder) : folder_(std::move(folder)) {}
  /// What was not whole is removed.
  ~FolderSink() override;
  FolderSink(const FolderSink&) = delete;
  FolderSink& operator=(const FolderSink&) = delete;

  [[nodiscard]] Result<void> begin(std::string_view name) override;
  [[nodiscard]] Result<void> write(ByteView bytes) override;
  [[nodiscard]] Result<void> end() override;

  /// What went wrong, for a person; empty if nothing did.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  void discard();
  ErrorCode fail(const std::string& name, int number);
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }

  std::string folder_;
  std::string name_;
  std::string temporary_;
  int file_ = -1;
  std::string problem_;
};

}  // namespace ripcord::client
