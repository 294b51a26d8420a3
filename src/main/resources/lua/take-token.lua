-- Limits for some subjects (generic cell rate algorithm), by Redis's own clock.
-- KEYS[i]  holds the time in microseconds at which the whole burst is there again
-- ARGV     microseconds per token, burst; then how many tokens are wanted of each key
-- Answers for each, in order, how many of them were taken, and the milliseconds to the next token.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local every = tonumber(ARGV[1])
local burst = tonumber(ARGV[2])
local answers = {}

for i, key in ipairs(KEYS) do
  local full = tonumber(redis.call('GET', key)) or now
  -- Not before now; and not further ahead than can be, should the clock have gone back.
  full = math.min(math.max(full, now), now + every * burst)

  local taken = math.min(tonumber(ARGV[2 + i]), math.floor((now - full) / every) + burst)
  if taken > 0 then
    full = full + taken * every
    redis.call('SET', key, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
  end
  answers[2 * i - 1] = taken
  answers[2 * i] = math.ceil(math.max(0, full + every - every * burst - now) / 1000)
end
return answers
