# SPDX-License-Identifier: Apache-2.0
# Writes the suites of a program of GoogleTest as tests for ctest: a process takes longer to begin than most tests take.
#     cmake -DPROGRAM=... -DPREFIX=... -DCOST=... -DRESULT=... -P list_suites.cmake
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n[^ \n]+\\.[ \n]" suites "${listed}")
# Skipped is a suite of which no test ran, as those of a GPU where there is none.
set(all_skipped "  PASSED  . 0 tests[.]\\n(.  SKIPPED [^\\n]*\\n)+$")
set(tests "")
foreach(suite ${suites})
  string(REGEX REPLACE "[.]?[ \n]" "" suite "${suite}")
  string(APPEND tests "add_test(\"${PREFIX}${suite}\" \"${PROGRAM}\" \"--gtest_filter=${suite}.*\")\n"
                      "set_tests_properties(\"${PREFIX}${suite}\" PROPERTIES TIMEOUT 900 COST ${COST} SKIP_REGULAR_EXPRESSION \"${all_skipped}\")\n")
endforeach()
file(WRITE ${RESULT} "${tests}")
