import type { CompareAnswer, Rung } from '@/lib/api/compare';
import type { RatesAnswer } from '@/lib/api/rates';

/** The columns of the CSV that each rung of the strata ladder matches by. */
const columnsOf: Record<Rung, string[]> = {
  'repository, quarter, size and kind of work': ['repository', 'quarter', 'size', 'kind_of_work'],
  'repository, quarter and size': ['repository', 'quarter', 'size'],
  'repository and size': ['repository', 'size'],
  repository: ['repository'],
};

/**
 * A short script in R, without packages, that reads the rows behind and computes the same numbers.
 * @param csv the absolute address of the rows.
 */
export function rScript(csv: string, rates: RatesAnswer, compared: CompareAnswer): string {
  const { windowDays, level } = rates.definition;
  const rung = compared.matched?.rung ?? 'repository';
  const expected = rates.rates.map(
    ({ authorship, rate, lower, upper, changes }) =>
      `#   ${authorship}: ${told(rate)} (${told(lower)} to ${told(upper)}) of ${changes} changes`,
  );
  return `# Regression rates within ${windowDays} days of merge, from the rows themselves.
# ${rates.range === null ? 'There is no data yet.' : `Changes merged from ${rates.range.from} to ${rates.range.to}; definition ${rates.definition.version}.`}
# Aftermerge shows:
${expected.join('\n')}
#   agent over human, all together: ${told(compared.ratio.value)} (${told(compared.ratio.lower)} to ${told(compared.ratio.upper)})
#   agent over human, like with like: ${told(compared.matched?.ratio.value ?? null)}

# A token with the scope "read", from the environment: AFTERMERGE_TOKEN=am_... Rscript reproduce.r
token <- Sys.getenv("AFTERMERGE_TOKEN")
headers <- if (nzchar(token)) c(Authorization = paste("Bearer", token))
rows <- read.csv(url(${JSON.stringify(csv)}, headers = headers), colClasses = "character")
window <- ${windowDays}
z <- qnorm(1 - (1 - ${level}) / 2)
follow <- pmin(as.integer(rows$follow_up_days), window)
day <- suppressWarnings(as.integer(rows$regressed_on_day))
event <- !is.na(day) & day <= follow
last <- ifelse(event, day, follow)   # the day until which each is at risk

# Kaplan-Meier on whole days, with Wilson's interval at the effective number (Rothman 1978)
rate <- function(who) {
  at <- rows$authorship == who & follow >= 1
  S <- 1; greenwood <- 0
  for (k in seq_len(window)) {
    Y <- sum(at & last >= k); d <- sum(at & event & last == k)
    if (d > 0) { S <- S * (1 - d / Y); if (d < Y) greenwood <- greenwood + d / (Y * (Y - d)) }
  }
  F <- 1 - S
  n <- if (F == 0) sum(at & last >= window) else if (F == 1) sum(at) else F * (1 - F) / (S^2 * greenwood)
  x <- F * n
  half <- z * sqrt(z^2 + 4 * x * (1 - F))
  c(rate = F, lower = (2 * x + z^2 - half) / (2 * (n + z^2)), upper = (2 * x + z^2 + half) / (2 * (n + z^2)))
}
for (who in c(${rates.rates.map(({ authorship }) => JSON.stringify(authorship)).join(', ')})) { cat(who, "\\n"); print(rate(who)) }

# The ratio of two rates (MOVER, Donner & Zou 2012)
a <- rate("agent"); h <- rate("human")
mover <- function(p, lower, q, upper) {
  (p * q - sqrt((p * q)^2 - lower * upper * (2 * p - lower) * (2 * q - upper))) / (upper * (2 * q - upper))
}
cat("all together\\n")
print(c(ratio = a[[1]] / h[[1]], lower = mover(a[[1]], a[[2]], h[[1]], h[[3]]), upper = 1 / mover(h[[1]], h[[2]], a[[1]], a[[3]])))

# Like with like: Mantel-Haenszel over the risk sets of every day within ${rung}
strata <- do.call(paste, rows[c(${columnsOf[rung].map((column) => JSON.stringify(column)).join(', ')})])
agent <- rows$authorship == "agent"; human <- rows$authorship == "human"
above <- 0; below <- 0; spread <- 0
for (s in unique(strata[(agent | human) & event])) for (k in unique(last[strata == s & event])) {
  here <- strata == s & last >= k & follow >= 1
  n1 <- sum(here & agent); n0 <- sum(here & human)
  d1 <- sum(here & agent & event & last == k); d0 <- sum(here & human & event & last == k)
  if (n1 > 0 && n0 > 0) {
    N <- n1 + n0
    above <- above + d1 * n0 / N; below <- below + d0 * n1 / N
    spread <- spread + (n1 * n0 * (d1 + d0) - d1 * d0 * N) / N^2
  }
}
cat("like with like\\n")
se <- sqrt(spread / (above * below))   # of the model; leaving out repositories may widen it
print(c(ratio = above / below, lower = above / below * exp(-z * se), upper = above / below * exp(z * se)))
`;
}

const told = (value: number | null) => (value === null ? 'not known yet' : value.toPrecision(10));
