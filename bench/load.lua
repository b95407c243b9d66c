-- Sends the requests of a file in turn: each a line with its length, then its bytes.
-- {{unique}} in a request becomes ten characters never sent before: the round's three and a counter.
local requests, prefix = {}, ''
local next_request, counter = 0, 0

local function parts_of(raw)
  local parts, from = {}, 1
  while true do
    local first, last = raw:find('{{unique}}', from, true)
    if not first then
      parts[#parts + 1] = raw:sub(from)
      return parts
    end
    parts[#parts + 1] = raw:sub(from, first - 1)
    from = last + 1
  end
end

function init(args)
  prefix = args[2] or 'aaa'
  local file = assert(io.open(args[1], 'rb'))
  for length in file:lines() do
    requests[#requests + 1] = parts_of(file:read(tonumber(length)))
  end
  file:close()
end

function request()
  next_request = next_request % #requests + 1
  local parts = requests[next_request]
  if #parts == 1 then
    return parts[1]
  end
  counter = counter + 1
  return table.concat(parts, prefix .. string.format('%07d', counter))
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    'RESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"failed":%d,"broken":%d}',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
