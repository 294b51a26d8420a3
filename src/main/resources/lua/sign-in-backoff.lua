-- Failed sign-ins, counted before the password is looked at, so that many at once gain nothing.
-- KEYS  account, address, pair of both
-- ARGV  'count', then freeFailures, baseMillis, maxMillis of the account and of the address;
--       or 'succeeded' / 'abandoned', then what 'count' answered behind the wait, then how many
--       milliseconds an address is remembered, then maxMillis of the account and of the address
-- The pair exists once a sign-in from that address succeeded. From there the pair's own count is
-- used in place of the account's, so that strangers who fail cannot lock the owner out.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- One failure is forgotten per longest wait.
local function read(key, max)
  local state = redis.call('HMGET', key, 'failures', 'at', 'until')
  local at = tonumber(state[2]) or now
  local failures = (tonumber(state[1]) or 0) - math.max(0, now - at) / max
  return math.max(0, failures), tonumber(state[3]) or 0
end

local function write(key, failures, till, max)
  redis.call('HSET', key, 'failures', string.format('%.4f', failures),
    'at', string.format('%.0f', now), 'until', string.format('%.0f', till))
  local keep = math.ceil(failures * max) + math.max(0, till - now) + 1000
  if redis.call('PTTL', key) < keep then
    redis.call('PEXPIRE', key, string.format('%.0f', keep))
  end
end

local function fail(key, failures, free, base, max)
  -- Beyond the failure that makes the wait the longest there is nothing to count.
  local most = free + math.ceil(math.log(max / base) / math.log(2)) + 1
  failures = math.min(failures + 1, most)
  local over = math.floor(failures - free + 0.5)
  local till = 0
  if over >= 1 then
    till = now + math.min(base * 2 ^ (over - 1), max)
  end
  write(key, failures, till, max)
  return till
end

local function forgive(key, mine, max)
  if redis.call('EXISTS', key) == 1 then
    local failures, till = read(key, max)
    if till == mine then
      till = 0
    end
    write(key, math.max(0, failures - 1), till, max)
  end
end

if ARGV[1] == 'count' then
  local free, base, max = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local addressFree, addressBase, addressMax = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
  local known = redis.call('EXISTS', KEYS[3])
  local own = known == 1 and KEYS[3] or KEYS[1]
  local failures, till = read(own, max)
  local addressFailures, addressTill = read(KEYS[2], addressMax)
  local wait = math.max(till, addressTill) - now
  if wait > 0 then
    return { wait, 0, 0, 0 }
  end
  return { 0, known, fail(own, failures, free, base, max),
    fail(KEYS[2], addressFailures, addressFree, addressBase, addressMax) }
end

local known, till, addressTill = ARGV[2] == '1', tonumber(ARGV[3]), tonumber(ARGV[4])
local max, addressMax = tonumber(ARGV[6]), tonumber(ARGV[7])
forgive(KEYS[2], addressTill, addressMax)
if ARGV[1] == 'abandoned' then
  forgive(known and KEYS[3] or KEYS[1], till, max)
else
  if not known then
    redis.call('DEL', KEYS[1])
  end
  redis.call('DEL', KEYS[3])
  redis.call('HSET', KEYS[3], 'failures', '0')
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
end
return { 0, 0, 0, 0 }
