#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <cstddef>

namespace ripcord {

using ErrorCode = boost::system::error_code;
using ErrorCategory = boost::system::error_category;

/// A value, or why the peer, the network or the system denied it.
template <typename T>
using Result = boost::system::result<T, ErrorCode>;

/// Why bytes could not be decoded, and where: `offset` counts from the first byte that the decoder
/// was given.
struct DecodeError {
  DecodeError() = default;
  DecodeError(ErrorCode error, std::size_t at) : code(error), offset(at) {}

  friend bool operator==(const DecodeError&, const DecodeError&) = default;

  ErrorCode code;
  std::size_t offset = 0;
};

/// A decoded value, or the first reason and place at which decoding failed.
template <typename T>
using Decoded = boost::system::result<T, DecodeError>;

}  // namespace ripcord
