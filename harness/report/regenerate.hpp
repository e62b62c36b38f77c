#pragma once

#include "harness/report/html_page.hpp"
#include "harness/report/stored_report.hpp"

namespace ripcord::report {

/// Writes what is of all runs: report.html with what `page` has, summary.md, junit.xml if there may
/// be runs, and last, so that what it speaks of is there, result.json.
boost::system::result<void, WriteError> write_sums(const ResultDocument& document,
                                                   const HtmlPage& page,
                                                   const RunFolder& folder,
                                                   Progress progress = Progress::complete);

/// Writes every artefact of `report` anew into `folder`: result.json, junit.xml, summary.md,
/// report.html, and of each run that was kept capture.pcapng and failure.txt. What artefacts are
/// made from (traces, what programs wrote) is copied where it is elsewhere. Where nothing has
/// changed, neither do the bytes. Returns what `report`, which must
/// outlive it, comes to.
[[nodiscard]] boost::system::result<ResultDocument, WriteError> regenerate(
    const StoredReport& report, const RunFolder& folder);

}  // namespace ripcord::report
