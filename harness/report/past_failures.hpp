#pragma once

#include "harness/report/folder.hpp"
#include "harness/report/subject.hpp"

#include <set>
#include <string>

namespace ripcord::report {

/// The key by which a subject is known from one command to the next: `scenario/variant/transport`.
[[nodiscard]] std::string subject_key(const Subject& subject);

/// Keys of the subjects of which a run in `folder`/result.json was not as expected. An error if
/// there is no such file or it is not ours.
[[nodiscard]] boost::system::result<std::set<std::string>, WriteError> past_failures(
    const std::string& folder);

}  // namespace ripcord::report
