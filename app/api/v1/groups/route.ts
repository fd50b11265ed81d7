import { groupsQuestion } from '@/lib/api/groups';
import { answers } from '@/lib/http/answers';
import { groups } from '@/lib/measure/groups';

export const GET = answers(groupsQuestion, groups);
