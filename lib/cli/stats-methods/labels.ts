import * as z from 'zod/mini';
import { type Method, on, told } from '@/lib/cli/stats-methods/method';
import { correctedAuthorship, correctedComparison, correctedRate } from '@/lib/stats/label-noise';

const ErrorRates = { sensitivity: z.number(), specificity: z.number() };
const Observed = { observedAgent: z.number(), observedHuman: z.number() };

export const labelMethods: Record<string, Method> = {
  roganGladen: on(z.object({ observed: z.number(), ...ErrorRates }), ({ observed, ...rates }) =>
    told(correctedRate(observed, rates), ['corrected'], ({ rate }) => ({ corrected: rate })),
  ),
  labelNoiseDifference: on(
    z.object({ ...Observed, ...ErrorRates }),
    ({ observedAgent, observedHuman, ...rates }) => {
      const rate = { agentRate: observedAgent, humanRate: observedHuman };
      const { observed, corrected } = correctedComparison(rate, rates);
      return {
        observedRd: observed.difference,
        observedRr: observed.ratio,
        ...told(corrected, ['correctedRd', 'correctedRr'], ({ difference, ratio }) => ({
          correctedRd: difference,
          correctedRr: ratio,
        })),
      };
    },
  ),
  exposureMisclassification: on(
    z.object({ ...Observed, ppv: z.number(), npv: z.number() }),
    ({ observedAgent, observedHuman, ppv, npv }) =>
      told(
        correctedAuthorship(
          { agentRate: observedAgent, humanRate: observedHuman },
          { agentShare: ppv, humanShare: npv },
        ),
        ['trueAgent', 'trueHuman'],
        ({ agentRate, humanRate }) => ({ trueAgent: agentRate, trueHuman: humanRate }),
      ),
  ),
};
