-- Limits for some subjects (generic cell rate algorithm), by Redis's own clock.
-- KEYS[i]  holds the time in microseconds at which the whole burst is there again
-- ARGV     microseconds per token, burst
-- Answers for each, in order, 0 when a token was taken, else the milliseconds to wait.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local every = tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local waits = {}

for i, key in ipairs(KEYS) do
  local full = tonumber(redis.call('GET', key)) or now
  -- Not before now; and not further ahead than can be, should the clock have gone back.
  full = math.min(math.max(full, now), now + every * burst)

  local after = full + every
  local wait = after - every * burst - now
  if wait > 0 then
    waits[i] = math.ceil(wait / 1000)
  else
    redis.call('SET', key, string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
    waits[i] = 0
  end
end
return waits
