/* Xapian's own check of a database, apart from xap.cc because no program but
 * the indexer links it. */
#include "xap_check.h"

#include <exception>
#include <sstream>
#include <xapian.h>

bool xap_check(const char *path, struct error *err) noexcept
{
	try {
		std::ostringstream told;
		size_t wrong = Xapian::Database::check(path, 0, &told);
		if (wrong == 0)
			return true;
		return error_set(err, ERROR_CORRUPT,
			"%s is damaged in %zu places: %.300s", path, wrong,
			told.str().c_str());
	} catch (const Xapian::Error &error) {
		return error_set(err, ERROR_CORRUPT, "%s is damaged: %s", path,
			error.get_msg().c_str());
	} catch (const std::bad_alloc &) {
		return error_set_memory(err);
	} catch (const std::exception &error) {
		return error_set(err, ERROR_ENGINE, "checking %s: %s", path,
			error.what());
	}
}
