import type { NodeDefinition } from "../define-node.ts";
import { bollinger } from "../kinds/indicators/bands/bollinger.ts";
import { parabolicSar } from "../kinds/indicators/bands/parabolic-sar.ts";

export const bandsKinds: readonly NodeDefinition[] = [bollinger, parabolicSar];
