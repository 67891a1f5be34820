import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDocumentStore } from '../../state/documentStore.ts'
import { createWorkspaceStore } from '../../state/workspaceStore.ts'
