/** Words that hold "regression" and report none: tests against it, statistics, its absence. */
const otherRegressions =
  /\b(?:no|without|zero|avoid|prevent)\s+(?:\w+\s+){0,2}regressions?|regression[\s-]*(?:tests?|testing|suites?|analysis|models?)|\b(?:linear|logistic|ridge|lasso|polynomial|multiple)\s+regressions?/gi;
const regression = /(?<![a-z])regress(?:ion|ions|ed|es|ing)?(?![a-z])/i;

/** Whether a text speaks of something that broke and had worked before. */
export const mentionsRegression = (text: string) =>
  regression.test(text.replaceAll(otherRegressions, ''));
