#!/bin/sh
# Synthetic: stands in for the buildctl and buildkitd of BuildKit, whose image no closed machine can pull. It prints what
# buildctl 0.10, 0.11 and 0.17 print as their source has it, and prunes as buildkitd does: leaf first, round after round, nothing
# in use, nothing used within --keep-duration, of several filters any. Its cache is a table in the builder's state volume.
exec /bin/busybox awk '
BEGIN {
  state = "/var/lib/buildkit/"
  getline age < (state "age")
  getline slowSeconds < (state "slow")
  for (at = 2; at < ARGC; at++) {
    word = ARGV[at]
    if (word == "--format" && age != "0.10") format = ARGV[++at]
    else if (word == "--verbose") verbose = 1
    else if (word == "--all" && ARGV[1] == "prune") all = 1
    else if (word == "--keep-duration" && ARGV[1] == "prune") keepSeconds = ARGV[++at] / 1000
    else if (word == "--filter") { filters++; named[substr(ARGV[++at], 5)] = 1 }
    else undefined(word)
  }
  if ((getline line < (state "verbatim")) >= 0) verbatim(line)
  while ((getline line < (state "records")) > 0) remember(line)
  if (ARGV[1] == "du") du()
  else if (ARGV[1] == "prune") prune()
  else exit 3
}

function undefined(word) {
  sub(/^-/, "", word)
  print "Incorrect Usage: flag provided but not defined: " word "\n\nNAME:\n   buildctl " ARGV[1]
  print "error: flag provided but not defined: " word > "/dev/stderr"
  exit 1
}

function verbatim(line,  code) {
  do print line; while ((getline line < (state "verbatim")) > 0)
  while ((getline line < (state "endless")) > 0) for (;;) print line
  code = 0
  getline code < (state "exit")
  exit code
}

# id, parents, type, in use, bytes, created and last used in seconds, uses, description
function remember(line,  field) {
  split(line, field, "\t")
  order[++count] = field[1]
  parents[field[1]] = field[2]; type[field[1]] = field[3]; inUse[field[1]] = field[4]
  size[field[1]] = field[5]; created[field[1]] = field[6]; used[field[1]] = field[7]
  uses[field[1]] = field[8]; text[field[1]] = field[9]
}

function du(  at, total) {
  if (format != "") {
    for (at = 1; at <= count; at++) printf "%s%s", (at == 1 ? "[" : ","), json(order[at])
    print (count == 0 ? "null" : "]")
    return
  }
  for (at = 1; at <= count; at++) { total += size[order[at]]; block(order[at]) }
  printf "Reclaimable:\t%s\nTotal:\t\t%s\n", human(total), human(total)
}

function json(id,  list, words, escaped) {
  words = split(parents[id], list, ",")
  escaped = text[id]
  gsub(/[\\"]/, "\\\\&", escaped)
  return sprintf("{\"id\":\"%s\",\"mutable\":false,\"inUse\":%s,\"size\":%d,\"createdAt\":\"%s\",\"lastUsedAt\":%s," \
    "\"usageCount\":%d,\"parents\":%s,\"description\":\"%s\",\"recordType\":\"%s\",\"shared\":false}", id, inUse[id],
    size[id], iso(created[id]), (used[id] == "" ? "null" : "\"" iso(used[id]) "\""), uses[id], array(list, words),
    escaped, type[id])
}

function array(list, words,  at, joined) {
  if (words == 0) return "null"
  for (at = 1; at <= words; at++) joined = joined (at == 1 ? "" : ",") "\"" list[at] "\""
  return "[" joined "]"
}

function iso(seconds) { return strftime("%Y-%m-%dT%H:%M:%S.123456789Z", seconds) }
function go(seconds) { return strftime("%Y-%m-%d %H:%M:%S.123456789 +0000 UTC", seconds) }

function human(bytes,  unit) {
  if (bytes < 1000) return bytes "B"
  for (unit = 0; bytes >= 1000; unit++) bytes /= 1000
  return sprintf("%.2f%sB", bytes, substr("kMGT", unit, 1))
}

function block(id,  line) {
  line = parents[id]
  gsub(/,/, ";", line)
  printf "ID:\t\t%s\n", id
  if (line != "") printf "Parents:\t%s\n", line
  printf "Created at:\t%s\nMutable:\tfalse\nReclaimable:\t%s\nShared:\t\tfalse\nSize:\t\t%s\n", go(created[id]),
    (inUse[id] == "true" ? "false" : "true"), human(size[id])
  if (text[id] != "") printf "Description:\t%s\n", text[id]
  printf "Usage count:\t%d\n", uses[id]
  if (used[id] != "") printf "Last used:\t%s\n", go(used[id])
  printf "Type:\t\t%s\n\n", type[id]
}

function prune(  at, id, went, total) {
  do {
    went = 0
    for (at = 1; at <= count; at++) {
      id = order[at]
      if (id == "" || !mayGo(id)) continue
      if (slowSeconds > 0) system("/bin/busybox sleep " slowSeconds)
      total += size[id]
      order[at] = ""
      save()
      tell(id, total == size[id])
      went = 1
    }
  } while (went)
  if (format == "") printf "Total:\t%s\n", human(total)
}

# The clock here has whole seconds: rounded up, as the time that a call takes would have it.
function mayGo(id,  at, list, words, word) {
  if (inUse[id] == "true" || (filters > 0 && !(id in named))) return 0
  if (keepSeconds > 0 && used[id] != "" && used[id] > systime() + 1 - keepSeconds) return 0
  for (at = 1; at <= count; at++) {
    words = order[at] == "" ? 0 : split(parents[order[at]], list, ",")
    for (word = 1; word <= words; word++) if (list[word] == id) return 0
  }
  return 1
}

function tell(id, isFirst) {
  if (format != "") print json(id)
  else {
    if (isFirst) print "ID\t\t\t\t\t\t\t\t\tRECLAIMABLE\tSIZE\t\tLAST ACCESSED"
    printf "%-71s\ttrue       \t%s\t\t\n", id, human(size[id])
  }
  fflush()
}

function save(  at, id) {
  printf "" > (state "new")
  for (at = 1; at <= count; at++) {
    id = order[at]
    if (id == "") continue
    print id "\t" parents[id] "\t" type[id] "\t" inUse[id] "\t" size[id] "\t" created[id] "\t" used[id] "\t" uses[id] \
      "\t" text[id] > (state "new")
  }
  close(state "new")
  system("/bin/busybox mv " state "new " state "records")
}
' "$@"
