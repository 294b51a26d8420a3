-- Failed sign-ins, counted before the password is looked at, so that many at once gain nothing.
-- KEYS  login, account, address, pair of account and address; the account's key is the login's where
--       no account has that login, and where the one who asks is known to be the account
-- ARGV  'count', then freeFailures, baseMillis, maxMillis of logins and accounts, and of addresses;
--       or 'succeeded' / 'abandoned', then known and the four times that 'count' answered, then how
--       many milliseconds an address is remembered, then maxMillis of accounts and of addresses
-- The pair exists once the account was signed in from that address. From there the pair's own count
-- decides in place of all others: strangers cannot lock the owner out. What is answered to a failure
-- is the wait of login and address alone, which are counted alike whether there is such an account.
local NOT_COUNTED = -1
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local same = KEYS[1] == KEYS[2]

-- One failure is forgotten per longest wait.
local function read(key, max)
  local state = redis.call('HMGET', key, 'failures', 'at', 'until')
  local at = tonumber(state[2]) or now
  local failures = (tonumber(state[1]) or 0) - math.max(0, now - at) / max
  return math.max(0, failures), tonumber(state[3]) or 0
end

local function wait(key, max)
  local _, till = read(key, max)
  return math.max(0, till - now)
end

local function write(key, failures, till, max)
  redis.call('HSET', key, 'failures', string.format('%.4f', failures),
    'at', string.format('%.0f', now), 'until', string.format('%.0f', till))
  local keep = math.ceil(failures * max) + math.max(0, till - now) + 1000
  if redis.call('PTTL', key) < keep then
    redis.call('PEXPIRE', key, string.format('%.0f', keep))
  end
end

local function fail(key, free, base, max)
  local failures = read(key, max)
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
  if mine ~= NOT_COUNTED and redis.call('EXISTS', key) == 1 then
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
  local known = redis.call('EXISTS', KEYS[4]) == 1
  local told = math.max(wait(KEYS[1], max), wait(KEYS[3], addressMax))
  local blocked
  if known then
    local own = wait(KEYS[4], max)
    blocked = own > 0
    if same then
      told = own
    end
  else
    blocked = told > 0 or wait(KEYS[2], max) > 0
  end
  local answer = { blocked and 1 or 0, told, known and 1 or 0,
    NOT_COUNTED, NOT_COUNTED, NOT_COUNTED, NOT_COUNTED }
  if blocked then
    return answer
  end
  if known then
    answer[7] = fail(KEYS[4], free, base, max)
  elseif not same then
    answer[5] = fail(KEYS[2], free, base, max)
  end
  if told == 0 then
    if not (known and same) then
      answer[4] = fail(KEYS[1], free, base, max)
    end
    answer[6] = fail(KEYS[3], addressFree, addressBase, addressMax)
  end
  return answer
end

local known = ARGV[2] == '1'
local max, addressMax = tonumber(ARGV[8]), tonumber(ARGV[9])
forgive(KEYS[3], tonumber(ARGV[5]), addressMax)
if ARGV[1] == 'succeeded' and not known then
  redis.call('DEL', KEYS[1], KEYS[2])
else
  forgive(KEYS[1], tonumber(ARGV[3]), max)
end
if ARGV[1] == 'succeeded' then
  redis.call('DEL', KEYS[4])
  redis.call('HSET', KEYS[4], 'failures', '0')
  redis.call('PEXPIRE', KEYS[4], ARGV[7])
elseif known then
  forgive(KEYS[4], tonumber(ARGV[6]), max)
elseif not same then
  forgive(KEYS[2], tonumber(ARGV[4]), max)
end
return {}
